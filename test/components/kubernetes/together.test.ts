import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import { makePlan } from "../../../blueprints/plan/make";
import type { PlannedStack } from "../../../blueprints/plan/plan";
import { programFor } from "../../../stacks/programs";
import { ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { eksOutputs } from "./base";

// What one stack makes in AWS and another in the cluster fits together by computed names and numbers only.

const SAAS = join(__dirname, "..", "..", "..", "examples", "saas", "scalekit.yaml");
const loaded = loadManifest(readFileSync(SAAS), "examples/saas/scalekit.yaml", { tier: "global" });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const plan = makePlan(loaded.value, {});
const handedOn = (output: string) => (output === "routeTableIds" ? ["rtb-1", "rtb-2", "rtb-3", "rtb-4"] : "aGFuZGVk");
const handed = Object.fromEntries(
  plan.stacks.flatMap(({ needs }) => needs.map(({ key, output }) => [key, handedOn(output)])),
);
const regions = plan.stacks.filter(({ kind }) => kind === "region");

const run = (stack: PlannedStack): Promise<Registered[]> =>
  registerIn(programFor(plan, stack, { handed, account: plan.account, sandbox: true }), { outputs: eksOutputs });

describe.each(regions.map((stack) => [stack.region, stack] as const))("the SaaS in %s", (region, stack) => {
  let cluster: Registered[];
  let apps: Registered[];
  beforeAll(async () => {
    const [appsStack] = plan.stacks.filter((each) => each.kind === "apps" && each.region === region);
    cluster = await run(stack);
    apps = await run(appsStack as PlannedStack);
  });

  test("every role for pods is for a service account that is there", () => {
    const roles = ofType(cluster, "aws:eks/podIdentityAssociation:PodIdentityAssociation").map(
      ({ inputs }) => `${inputs.namespace}/${inputs.serviceAccount}`,
    );
    const accounts = ofType(apps, "kubernetes:core/v1:ServiceAccount").map(({ inputs }) => {
      const { namespace, name } = inputs.metadata as { namespace: string; name: string };
      return `${namespace}/${name}`;
    });
    expect(roles.sort()).toEqual(accounts.sort());
    expect(roles).toContain("kube-system/cluster-autoscaler");
  });

  test("the load balancer's target groups are at the node ports of the services", () => {
    const targets = ofType(cluster, "aws:lb/targetGroup:TargetGroup").map(({ inputs }) => inputs.port);
    const ports = ofType(apps, "kubernetes:core/v1:Service").map(
      ({ inputs }) => (inputs.spec as { ports: { nodePort: number }[] }).ports[0]?.nodePort,
    );
    expect(targets.sort()).toEqual(ports.sort());
  });

  test("what pods fetch is what their role may read", () => {
    const policies = ofType(cluster, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => String(inputs.policy));
    const classes = ofType(apps, "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass");
    expect(classes.length).toBeGreaterThan(0);
    for (const { name, inputs } of classes) {
      const { parameters } = inputs.spec as { parameters: { region: string; objects: string } };
      expect(parameters.region).toBe(region);
      const wanted = (JSON.parse(parameters.objects) as { objectName: string }[]).map(({ objectName }) => objectName);
      const own = policies.filter((policy) => wanted.every((source) => policy.includes(source)));
      expect([name, own.length > 0]).toEqual([name, true]);
    }
  });

  test("pods let in the addresses of the network that the load balancer is in", () => {
    const [vpc] = ofType(cluster, "aws:ec2/vpc:Vpc");
    const policies = ofType(apps, "kubernetes:networking.k8s.io/v1:NetworkPolicy").map(
      ({ inputs }) => inputs.spec as { ingress?: { from: { ipBlock: { cidr: string } }[] }[] },
    );
    const from = policies.flatMap(({ ingress = [] }) =>
      ingress.flatMap((rule) => rule.from.map((peer) => peer.ipBlock.cidr)),
    );
    expect(new Set(from)).toEqual(new Set([vpc?.inputs.cidrBlock]));
  });

  test("the nodes are let into every store that a service uses", () => {
    const rules = ofType(cluster, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const stores = rules.filter(({ inputs }) => inputs.referencedSecurityGroupId === "cluster-nodes-id");
    expect(stores.map(({ inputs }) => inputs.fromPort).sort()).toEqual(expect.arrayContaining([5432, 6379]));
  });
});
