import { TIERS } from "../../../blueprints/tiers/tier";
import { type Answer, ApiServer, built, NOT_BUILT } from "./api-server";
import { type Manifest, ON_EXISTING, saasManifests } from "./manifests";
import { SECRET_PROVIDER_CLASS } from "./secret-provider-class";

const DRY = "?dryRun=All&fieldValidation=Strict";
const TEST_MS = 120_000;

/** What the server would do with an object; nothing is kept. */
const dryRun = async (server: ApiServer, { metadata, ...rest }: Manifest): Promise<Answer> => {
  const path = await server.collection(rest.apiVersion, rest.kind, metadata.namespace);
  return server.ask("POST", path + DRY, { metadata, ...rest });
};

const refusals = async (server: ApiServer, manifests: readonly Manifest[]): Promise<string[]> => {
  const said: string[] = [];
  for (const manifest of manifests) {
    const { status, warnings, body } = await dryRun(server, manifest);
    if (status !== 201 || warnings !== "")
      said.push(`${manifest.kind} ${manifest.metadata.name}: ${status} ${warnings} ${String(body.message ?? "")}`);
  }
  return said;
};

const ofKind = (manifests: readonly Manifest[], kind: string) => manifests.filter((each) => each.kind === kind);

/** A pod as the Deployment would make it. */
function podOf(deployment: Manifest): Manifest {
  const { template } = deployment.spec as { template: { metadata: object; spec: object } };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...template.metadata, ...deployment.metadata },
    spec: template.spec,
  };
}

if (!built) test.skip(NOT_BUILT, () => {});
else
  describe("a real Kubernetes API server", () => {
    let server: ApiServer;
    let manifests: Manifest[];

    beforeAll(async () => {
      server = await ApiServer.start();
      manifests = await saasManifests("global");
      await server.ask(
        "POST",
        await server.collection("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        SECRET_PROVIDER_CLASS,
      );
      const known = () => server.collection("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", "default");
      await server.until(async () => (await known()) !== "", "SecretProviderClass does not become known");
      // For real: what is in a namespace can only be tried where there is one.
      for (const namespace of ofKind(manifests, "Namespace"))
        await server.ask("POST", await server.collection("v1", "Namespace"), namespace);
      await server.until(
        async () => (await server.ask("GET", "/api/v1/namespaces/kube-system")).status === 200,
        "kube-system is not there",
      );
    }, TEST_MS);
    afterAll(() => server?.stop());

    test.each(TIERS)(
      "takes every object of the SaaS at tier %s, field by field and without a warning",
      async (tier) => {
        const objects = (await saasManifests(tier)).filter(({ kind }) => kind !== "Namespace");
        expect(new Set(objects.map(({ kind }) => kind))).toEqual(
          new Set([
            "ClusterRole",
            "ClusterRoleBinding",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Role",
            "RoleBinding",
            "SecretProviderClass",
            "Service",
            "ServiceAccount",
          ]),
        );
        expect(await refusals(server, objects)).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "takes those of the SaaS on clusters that exist, with an ingress",
      async () => {
        const objects = (await saasManifests("global", ON_EXISTING)).filter(({ kind }) => kind !== "Namespace");
        expect(ofKind(objects, "Ingress").length).toBeGreaterThan(0);
        expect(await refusals(server, objects)).toEqual([]);
      },
      TEST_MS,
    );

    test("starts the pods in a namespace that enforces the restricted profile, and would not start lesser ones", async () => {
      const services = ofKind(manifests, "Deployment").filter(({ metadata }) => metadata.namespace === "services");
      expect(services.length).toBeGreaterThan(0);
      const pods = services.map(podOf);
      expect(await refusals(server, pods)).toEqual([]);
      const [pod] = pods as [Manifest];
      const careless = { ...pod, spec: { ...(pod.spec as object), securityContext: {} } };
      expect(await dryRun(server, careless)).toMatchObject({ status: 403 });
    });

    test("refuses a field that Kubernetes does not have: the check bites", async () => {
      const [deployment] = ofKind(manifests, "Deployment") as [Manifest];
      const wrong = { ...deployment, spec: { ...(deployment.spec as object), replica: 3 } };
      const { status, body } = await dryRun(server, wrong);
      expect([status, String(body.message)]).toEqual([400, expect.stringContaining('unknown field "spec.replica"')]);
    });
  });
