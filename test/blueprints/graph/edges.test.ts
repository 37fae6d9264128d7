import * as aws from "@pulumi/aws";
import identifiers from "../../../blueprints/facts/identifiers.json";
import { edgesOf } from "../../../blueprints/graph/edges";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { UNKNOWN } from "../../../blueprints/graph/values";
import { graphOf, ref, type SampleResource } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";

const edges = (resources: readonly SampleResource[], outputs: Readonly<Record<string, Record<string, unknown>>> = {}) =>
  edgesOf(
    graphOf({ resources }).resources.map(
      (resource): GraphResource => ({ ...resource, outputs: outputs[resource.name] ?? {} }),
    ),
  ).map(({ from, to, input, by }) => `${from.name}.${input} -> ${to.name} (${by})`);

const cluster = { type: TYPES.dbCluster, name: "orders", inputs: { clusterIdentifier: "shop-orders" } };
const member = (clusterIdentifier: unknown, region = "eu-west-1"): SampleResource => ({
  type: TYPES.dbClusterInstance,
  name: `orders-0-${region}`,
  region,
  inputs: { clusterIdentifier },
});

test("a value that flows from another resource is a reference, while it is unknown", () => {
  expect(edges([cluster, member(ref("orders"))])).toEqual([
    "orders-0-eu-west-1.clusterIdentifier -> orders (reference)",
  ]);
});

test("a name means the resource of that name in the same region", () => {
  const elsewhere = { ...cluster, name: "orders-us", region: "us-east-1" };
  expect(edges([cluster, elsewhere, member("shop-orders", "us-east-1")])).toEqual([
    "orders-0-us-east-1.clusterIdentifier -> orders-us (name)",
  ]);
});

test("an ARN means the resource of its region and name", () => {
  const group = {
    type: TYPES.globalCluster,
    name: "global",
    inputs: { sourceDbClusterIdentifier: "arn:aws:rds:eu-west-1:1:cluster:shop-orders" },
  };
  const elsewhere = { ...cluster, name: "orders-us", region: "us-east-1" };
  expect(edges([cluster, elsewhere, group])).toEqual(["global.sourceDbClusterIdentifier -> orders (name)"]);
});

test("an ARN that ends in an id of the cloud's own is found by the name before it", () => {
  const targets = { type: TYPES.targetGroup, name: "targets", inputs: { name: "web" } };
  const arn = "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/0123456789abcdef";
  expect(edges([targets, { type: TYPES.group, name: "web", inputs: { targetGroupArns: [arn] } }])).toEqual([
    "web.targetGroupArns -> targets (name)",
  ]);
});

test("what the cloud answered identifies: id, ARN, host name; a zone id that many share does not", () => {
  const balancer = { type: TYPES.loadBalancer, name: "entry" };
  const alias = {
    type: TYPES.record,
    name: "www",
    inputs: { aliases: [{ name: "entry.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2" }] },
  };
  const answered = {
    entry: { dnsName: "entry.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" },
    other: { hostedZoneId: "Z32O12XQLNTSW2" },
  };
  expect(edges([balancer, { ...balancer, name: "other" }, alias], answered)).toEqual(["www.aliases -> entry (id)"]);
});

test("a resource that has another's name refers to the other, not to itself", () => {
  const datastore = {
    type: TYPES.globalReplicationGroup,
    name: "datastore",
    inputs: { globalReplicationGroupIdSuffix: "shop", primaryReplicationGroupId: "shop" },
  };
  const first = { type: TYPES.replicationGroup, name: "first", inputs: { replicationGroupId: "shop" } };
  expect(edges([datastore, first])).toContain("datastore.primaryReplicationGroupId -> first (name)");
});

test("the names are properties that the SDK has", () => {
  for (const [type, names] of Object.entries(identifiers.names)) {
    const [, module = "", name = ""] = type.split(":");
    const group = new Map<string, unknown>(Object.entries(aws)).get(module.split("/")[0] ?? "");
    const resource = new Map<string, unknown>(Object.entries(group ?? {})).get(name);
    expect([type, typeof resource]).toEqual([type, "function"]);
    for (const property of names)
      expect([type, String(resource)]).toEqual([type, expect.stringContaining(`["${property}"]`)]);
  }
});

test("a record's own name refers to nobody, though each region has a record of that name", () => {
  const record = (name: string, host: string): SampleResource => ({
    type: TYPES.record,
    name,
    inputs: { name: host, type: "A", setIdentifier: name },
  });
  const records = [record("eu", "www.example.com"), record("us", "www.example.com")];
  const alias = {
    ...record("apex", "example.com"),
    inputs: { name: "example.com", aliases: [{ name: "www.example.com" }] },
  };
  const outputs = { eu: { name: "www.example.com" }, us: { name: "www.example.com" } };
  expect(edges([...records, alias], outputs)).toEqual(["apex.aliases -> eu (name)", "apex.aliases -> us (name)"]);
});

test("what a state's value says outranks what the value once came from", () => {
  const subnets = ["a", "b"].map((name) => ({ type: TYPES.subnet, name, inputs: {} }));
  const [a, b, group] = graphOf({
    resources: [...subnets, { type: TYPES.group, name: "web", inputs: { vpcZoneIdentifiers: [ref("a"), ref("b")] } }],
  }).resources;
  if (!a || !b || !group) throw new Error("three resources");
  const read = (inputs: GraphResource["inputs"]) =>
    edgesOf([
      { ...a, outputs: { id: "subnet-a" } },
      { ...b, outputs: { id: "subnet-b" } },
      { ...group, outputs: {}, inputs },
    ])
      .filter(({ by }) => by !== "order")
      .map(({ to }) => to.name)
      .sort();
  expect(read({ vpcZoneIdentifiers: ["subnet-a", "subnet-b"] })).toEqual(["a", "b"]);
  // Somebody took one out by hand, or the whole input away.
  expect(read({ vpcZoneIdentifiers: ["subnet-a"] })).toEqual(["a"]);
  expect(read({})).toEqual([]);
  // What is not wholly known, or names nothing that is here, proves nothing.
  expect(read({ vpcZoneIdentifiers: ["subnet-a", UNKNOWN] })).toEqual(["a", "b"]);
  expect(read({ vpcZoneIdentifiers: ["subnet-elsewhere"] })).toEqual(["a", "b"]);
});

test("a name that very many share tells nobody which is meant, and makes no edge for each pair", () => {
  const groups = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      type: TYPES.securityGroup,
      name: `g${at}`,
      inputs: { description: "default" },
    }));
  const named = (count: number) =>
    edges(groups(count), Object.fromEntries(groups(count).map(({ name }) => [name, { name: "default" }])));
  expect(named(3)).toHaveLength(6);
  expect(named(51)).toEqual([]);
});
