import { Platform } from "../../../components/kubernetes/platform";
import type { PlatformArgs } from "../../../components/kubernetes/platform/args";
import { ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";

const autoscaler = { clusterName: "saas-production", region: "eu-west-1", version: "1.34", nodesMaximum: 9 };
const make = (args: Partial<PlatformArgs> = {}) =>
  registerIn(() => void new Platform("platform", { namespaces: ["services"], autoscaler, ...args }));
const inputsOf = (resources: readonly Registered[], type: string) => ofType(resources, `kubernetes:${type}`)[0]?.inputs;

test("a namespace takes only restricted pods and, until a policy says so, no traffic", async () => {
  const resources = await make();
  expect(inputsOf(resources, "core/v1:Namespace")?.metadata).toMatchObject({
    name: "services",
    labels: { "pod-security.kubernetes.io/enforce": "restricted" },
  });
  expect(inputsOf(resources, "networking.k8s.io/v1:NetworkPolicy")).toMatchObject({
    metadata: { namespace: "services" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
});

test("the autoscaler is of the cluster's version, finds its groups by tag and keeps to the most nodes", async () => {
  const resources = await make();
  const { spec } = inputsOf(resources, "apps/v1:Deployment") as {
    spec: {
      replicas: number;
      template: { spec: { serviceAccountName: string; containers: Record<string, unknown>[] } };
    };
  };
  expect(spec.replicas).toBe(2);
  expect(spec.template.spec.serviceAccountName).toBe("cluster-autoscaler");
  const [container] = spec.template.spec.containers;
  expect(container?.image).toMatch(/^registry\.k8s\.io\/autoscaling\/cluster-autoscaler:v1\.34\./);
  expect(container?.command).toEqual(
    expect.arrayContaining([
      "--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/saas-production",
      "--max-nodes-total=9",
    ]),
  );
  expect(container?.env).toEqual([{ name: "AWS_REGION", value: "eu-west-1" }]);
});

test("its rights name what it touches: no wildcard, no secrets", async () => {
  const resources = await make();
  const roles = [
    ...ofType(resources, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole"),
    ...ofType(resources, "kubernetes:rbac.authorization.k8s.io/v1:Role"),
  ];
  expect(roles).toHaveLength(2);
  const rules = roles.flatMap(({ inputs }) => inputs.rules as { resources: string[]; verbs: string[] }[]);
  for (const rule of rules) {
    expect([...rule.resources, ...rule.verbs]).not.toContain("*");
    expect(rule.resources).not.toContain("secrets");
  }
  expect(rules.flatMap(({ resources: names }) => names)).toContain("volumeattachments");
});

test("a cluster of one's own gets namespaces only", async () => {
  const resources = await registerIn(() => void new Platform("platform", { namespaces: ["services"] }));
  expect(resources.filter(({ custom }) => custom).map(({ name }) => name)).toEqual([
    "platform-services",
    "platform-services",
  ]);
});

test("a version without a known autoscaler asks for an image", async () => {
  const old = { ...autoscaler, version: "1.20" };
  await expect(make({ autoscaler: old })).rejects.toThrow("give `autoscaler.image`");
  const resources = await make({ autoscaler: { ...old, image: "registry.example.org/cluster-autoscaler:v1.20.0" } });
  expect(JSON.stringify(inputsOf(resources, "apps/v1:Deployment"))).toContain(
    "registry.example.org/cluster-autoscaler",
  );
});
