import type { GraphResource } from "../../../blueprints/graph/graph";
import { UNKNOWN } from "../../../blueprints/graph/values";
import { compareWithState } from "../../../policies/audit/adopt/compare";

const resource = (type: string, name: string, more: Partial<GraphResource> = {}): GraphResource => ({
  id: `${more.stack ?? "production-eu-west-1"} ${type} ${name}`,
  type,
  name,
  stack: "production-eu-west-1",
  custom: true,
  inputs: {},
  dependsOn: [],
  references: {},
  ignoreChanges: [],
  protect: false,
  sources: {},
  transformed: [],
  ...more,
});

const SERVICE = "kubernetes:core/v1:Service";
const service = (stack: string, region?: string): GraphResource =>
  resource(SERVICE, "web", {
    stack,
    ...(region !== undefined && { region }),
    inputs: { metadata: { namespace: "services", name: "web" } },
  });

const pairs = (planned: readonly GraphResource[], existing: readonly GraphResource[]): string[] =>
  compareWithState({ resources: planned }, { resources: existing }, []).matches.map(
    (match) => `${match.planned.stack} is ${match.existing.stack} by ${match.by}`,
  );

test("a Kubernetes object, of which a state says no region, is found where the plan has one cluster", () => {
  expect(pairs([service("production-eu-west-1-apps", "eu-west-1")], [service("theirs")])).toEqual([
    "production-eu-west-1-apps is theirs by name",
  ]);
});

test("where it has several, only the stack tells which object is in which", () => {
  const planned = [
    service("production-eu-west-1-apps", "eu-west-1"),
    service("production-us-east-1-apps", "us-east-1"),
  ];
  expect(pairs(planned, [service("theirs")])).toEqual([]);
  expect(pairs(planned, [service("production-us-east-1-apps")])).toEqual([
    "production-us-east-1-apps is production-us-east-1-apps by address",
  ]);
});

test("what stands there of another stack is not known before that is up, so that the whole input is left as it is", () => {
  const [RECORD, ZONE, BALANCER] = [
    "aws:route53/record:Record",
    "aws:route53/zone:Zone",
    "aws:lb/loadBalancer:LoadBalancer",
  ];
  const zone = (outputs: object) =>
    resource(ZONE, "zone", { stack: "production-dns", inputs: { name: "example.com" }, outputs: { ...outputs } });
  const balancer = resource(BALANCER, "entry", {
    region: "eu-west-1",
    outputs: { id: "lb", dnsName: "lb.example.net" },
  });
  const record = (aliases: unknown, references: GraphResource["references"]) =>
    resource(RECORD, "origin", { inputs: { name: "origin.example.com", type: "A", aliases }, references });
  const planned = [zone({}), balancer, record([{ name: UNKNOWN, zoneId: UNKNOWN }], { aliases: [balancer.id] })];
  const existing = [
    zone({ id: "Z1", zoneId: "Z1" }),
    balancer,
    record([{ name: "lb.example.net", zoneId: "Z1" }], { aliases: [balancer.id, zone({}).id] }),
  ];
  const { matches } = compareWithState({ resources: planned }, { resources: existing }, []);
  expect(matches.find((match) => match.planned.type === RECORD)).toMatchObject({ differs: [], unseen: ["aliases"] });
});

test("an ARN that another stack hands on is not known, though the input waits for a resource of its own stack", () => {
  const [PROXY, KEY] = ["aws:rds/proxy:Proxy", "aws:kms/key:Key"];
  const arn = "arn:aws:kms:us-east-1:111122223333:key/k1";
  const key = resource(KEY, "key", { region: "us-east-1", outputs: { id: "k1", arn } });
  const proxy = (secretArn: unknown) =>
    resource(PROXY, "orders", {
      region: "us-east-1",
      inputs: { auths: [{ secretArn }] },
      references: { auths: [key.id] },
    });
  const ofProxy = (there: string) =>
    compareWithState({ resources: [key, proxy(UNKNOWN)] }, { resources: [key, proxy(there)] }, []).matches.find(
      (match) => match.planned.type === PROXY,
    );
  expect(ofProxy("arn:aws:secretsmanager:us-east-1:111122223333:secret:orders")).toMatchObject({
    differs: [],
    unseen: ["auths"],
  });
  expect(ofProxy(arn)).toMatchObject({ differs: [], unseen: [] });
});
