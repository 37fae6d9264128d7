import type { GraphResource } from "../../../blueprints/graph/graph";
import { joinPlan } from "../../../blueprints/graph/readers/join-plan";
import { readPulumiState, type StateOptions } from "../../../blueprints/graph/readers/pulumi-state";

const urn = (type: string, name: string): string => `urn:pulumi:sandbox.prod-eu-west-1::shop::${type}::${name}`;
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abcdef" };
const provider = urn("pulumi:providers:aws", "eu");
const service = urn("scalekit:compute:AutoscalingGroup", "web");
const subnet = urn("aws:ec2/subnet:Subnet", "a");
const group = urn("scalekit:compute:AutoscalingGroup$aws:autoscaling/group:Group", "web");

const RESOURCES = [
  { urn: urn("pulumi:pulumi:Stack", "shop-prod"), custom: false, type: "pulumi:pulumi:Stack", outputs: { a: SECRET } },
  { urn: urn("pulumi:providers:aws", "default_7_48_0"), custom: true, id: "x", type: "pulumi:providers:aws" },
  { urn: provider, custom: true, id: "p1", type: "pulumi:providers:aws", inputs: { region: "eu-west-1" } },
  {
    urn: service,
    custom: false,
    type: "scalekit:compute:AutoscalingGroup",
    parent: urn("pulumi:pulumi:Stack", "shop-prod"),
  },
  {
    urn: subnet,
    custom: true,
    id: "subnet-1",
    type: "aws:ec2/subnet:Subnet",
    provider: `${provider}::p1`,
    inputs: { __defaults: [], cidrBlock: "10.0.0.0/24", vpcId: null },
    outputs: { id: "subnet-1", arn: "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1" },
    propertyDependencies: { cidrBlock: null },
  },
  {
    urn: group,
    custom: true,
    id: "web-1",
    type: "aws:autoscaling/group:Group",
    parent: service,
    provider: `${provider}::p1`,
    protect: true,
    inputs: {
      __defaults: ["name"],
      name: "web-abc1234",
      maxSize: 6,
      vpcZoneIdentifiers: ["subnet-1"],
      tags: [{ __defaults: ["propagateAtLaunch"], key: "k", value: SECRET, propagateAtLaunch: false }],
      later: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    },
    outputs: { name: "web-abc1234", __meta: "{}", password: SECRET },
    dependencies: [service],
    propertyDependencies: { vpcZoneIdentifiers: [subnet, subnet], maxSize: [] },
    ignoreChanges: ["desiredCapacity"],
  },
  { urn: group, custom: true, id: "web-0", type: "aws:autoscaling/group:Group", delete: true, inputs: {}, outputs: {} },
];

const FORMS: Readonly<Record<string, unknown>> = {
  "deployment version 3": { version: 3, deployment: { manifest: {}, resources: RESOURCES } },
  "deployment version 4": { version: 4, features: ["taint"], deployment: { resources: RESOURCES } },
  "a checkpoint": { version: 3, checkpoint: { stack: "s", latest: { resources: RESOURCES } } },
  "a deployment by itself": { resources: RESOURCES },
};

function read(value: unknown, options?: StateOptions): readonly GraphResource[] {
  const outcome = readPulumiState(JSON.stringify(value), options);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value.resources;
}

test.each(Object.keys(FORMS))("reads %s", (form) => {
  expect(read(FORMS[form]).map(({ name, type }) => `${type} ${name}`)).toEqual([
    "pulumi:providers:aws eu",
    "scalekit:compute:AutoscalingGroup web",
    "aws:ec2/subnet:Subnet a",
    "aws:autoscaling/group:Group web",
  ]);
});

test("marks what is secret or not known, drops contents, and sets apart what the provider filled", () => {
  const [found] = read(FORMS["a checkpoint"]).slice(-1);
  expect(found).toEqual({
    id: group,
    type: "aws:autoscaling/group:Group",
    name: "web",
    stack: "sandbox.prod-eu-west-1",
    parent: service,
    region: "eu-west-1",
    custom: true,
    inputs: {
      maxSize: 6,
      vpcZoneIdentifiers: ["subnet-1"],
      tags: [{ key: "k", value: { $secret: true } }],
      later: { $unknown: true },
    },
    filled: ["name", "tags[0].propagateAtLaunch"],
    dependsOn: [subnet, service].sort(),
    references: { vpcZoneIdentifiers: [subnet] },
    ignoreChanges: ["desiredCapacity"],
    outputs: { id: "web-1", name: "web-abc1234", password: { $secret: true } },
    protect: true,
    sources: {},
    transformed: [],
  });
});

test("an object that Kubernetes named is told from one that the program named", () => {
  const object = (metadata: object) => ({
    resources: [
      {
        urn: urn("kubernetes:core/v1:Service", "a"),
        custom: true,
        type: "kubernetes:core/v1:Service",
        inputs: { metadata },
      },
    ],
  });
  const named = { name: "a-12345678", labels: { app: "a" }, annotations: { "pulumi.com/autonamed": "true" } };
  expect(read(object(named))[0]).toMatchObject({
    inputs: { metadata: { labels: { app: "a" } } },
    filled: ["metadata.name", "metadata.annotations.pulumi.com/autonamed"],
  });
  expect(read(object({ name: "a" }))[0]).toMatchObject({ inputs: { metadata: { name: "a" } }, filled: [] });
});

test("takes the plan's name of the stack, in ids too, and joins part, sources and what the program never wrote", () => {
  const seen = read(FORMS["a checkpoint"], { stack: "prod-eu-west-1" });
  const id = group.replace("sandbox.", "");
  const found = seen.find((resource) => resource.id === id);
  expect(found?.parent).toBe(service.replace("sandbox.", ""));
  const planned = {
    ...(found as GraphResource),
    part: "web",
    inputs: { maxSize: 6, vpcZoneIdentifiers: { $unknown: true }, tags: [{ key: "k", value: { $secret: true } }] },
    sources: { "": { file: "scalekit.yaml", line: 3, column: 1 } },
  } as const;
  const joined = joinPlan(seen, [planned]).find((resource) => resource.id === id);
  expect(joined).toMatchObject({ part: "web", sources: planned.sources, inputs: { maxSize: 6 } });
  expect(joined?.filled).toEqual(["name", "tags[0].propagateAtLaunch", "later"]);
});

test.each([
  ["{", "is no JSON"],
  ["{}", "holds no deployment"],
  ["[]", "holds no deployment"],
  ['{"version": 99, "deployment": {"resources": []}}', "has version 99"],
  ['{"version": 3, "deployment": {"resources": [{"urn": 1}]}}', "has an entry 0"],
])("answers %s with a problem, and throws nothing", (text, words) => {
  const outcome = readPulumiState(text, { file: "old.json" });
  expect(outcome.ok ? [] : outcome.problems.map(({ code, message }) => [code, message])).toEqual([
    ["SK3017", expect.stringContaining(`old.json ${words}`)],
  ]);
});

test("a stack that never ran is empty", () => {
  expect(read({ version: 3, deployment: {} })).toEqual([]);
  expect(read({ version: 3, checkpoint: { stack: "s" } })).toEqual([]);
});

describe("types that the provider had under another name", () => {
  const read = (type: string, inputs: object = {}) => {
    const of = urn(type, "x");
    const text = JSON.stringify({
      version: 3,
      deployment: { resources: [{ urn: of, custom: true, id: "x", type, inputs }] },
    });
    const outcome = readPulumiState(text);
    if (!outcome.ok) throw new Error("refused");
    return outcome.value.resources[0];
  };

  it.each([
    ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
    ["aws:applicationloadbalancing/listener:Listener", "aws:lb/listener:Listener"],
    ["aws:elasticloadbalancingv2/targetGroup:TargetGroup", "aws:lb/targetGroup:TargetGroup"],
    ["aws:elasticloadbalancing/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
    ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
    ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObjectv2:BucketObjectv2"],
    ["aws:lb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
    ["aws:rds/instance:Instance", "aws:rds/instance:Instance"],
  ])("%s is %s", (former, now) => {
    expect(read(former)).toMatchObject({ type: now, id: urn(former, "x") });
  });

  it("have today's inputs: a bucket's lists of one are what is in them", () => {
    expect(
      read("aws:s3/bucketV2:BucketV2", {
        bucket: "b",
        versionings: [{ enabled: true }],
        loggings: [],
        lifecycleRules: [],
      })?.inputs,
    ).toEqual({ bucket: "b", versioning: { enabled: true }, logging: undefined, lifecycleRules: [] });
  });
});
