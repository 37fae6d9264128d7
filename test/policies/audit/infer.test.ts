import fc from "fast-check";
import { parse, parseDocument } from "yaml";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { UNKNOWN } from "../../../blueprints/graph/values";
import { loadManifest } from "../../../blueprints/manifest/load";
import { TIERS } from "../../../blueprints/tiers/tier";
import { type Inferred, inferManifest } from "../../../policies/audit/infer/infer";
import { TYPES } from "../../../policies/types";

let count = 0;
const made = (
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  more: Partial<GraphResource> = {},
): GraphResource => ({
  id: `${type} ${name} ${count++}`,
  type,
  name,
  stack: "main.tfstate",
  region: "eu-west-1",
  custom: true,
  inputs,
  dependsOn: [],
  references: {},
  ignoreChanges: [],
  protect: false,
  sources: {},
  transformed: [],
  ...more,
});

const infer = (resources: readonly GraphResource[], tier: (typeof TIERS)[number] = "growth"): Inferred =>
  inferManifest({ resources }, { tier, name: "folder" });

const written = (resources: readonly GraphResource[], tier?: (typeof TIERS)[number]) =>
  parse(infer(resources, tier).text) as Record<string, Record<string, Record<string, unknown>>>;

const group = (name: string, inputs: Record<string, unknown> = {}, more: Partial<GraphResource> = {}) =>
  made(TYPES.group, name, { minSize: 2, maxSize: 6, ...inputs }, more);

describe("an inferred manifest", () => {
  it("of nothing at all still plans, and asks", () => {
    const { text, questions } = infer([]);
    expect(loadManifest(text, "scalekit.yaml").ok).toBe(true);
    expect(questions.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["name", "regions.primary", "domain", "traffic.steady", "services.web.runs"]),
    );
  });

  it("calls a service what its owner calls it, once for all regions", () => {
    const services = written([
      group("module.shop.aws_autoscaling_group.this[0]", { name: "folder-checkout-asg-eu-west-1" }),
      group("aws_autoscaling_group.us", { name: "folder-checkout-asg-us-east-1" }, { region: "us-east-1" }),
    ]).services;
    expect(Object.keys(services ?? {})).toEqual(["checkout"]);
    expect(services?.checkout?.scaling).toEqual({ minimum: 2, maximum: 6 });
  });

  it("leaves out what only carries others", () => {
    const { services } = written([
      group("nodes", { tags: [{ key: "kubernetes.io/cluster/main", value: "owned" }] }),
      group("web"),
    ]);
    expect(Object.keys(services ?? {})).toEqual(["web"]);
  });

  it("takes an image by region only where every region has one", () => {
    const template = made(TYPES.launchTemplate, "template", { imageId: "ami-0123456789abcdef0" });
    const here = group("web", { launchTemplate: { id: UNKNOWN } }, { references: { launchTemplate: [template.id] } });
    expect(written([template, here]).services?.web?.image).toEqual({
      byRegion: { "eu-west-1": "ami-0123456789abcdef0" },
    });
    const { questions } = infer([template, here, group("web", {}, { region: "us-east-1" })]);
    expect(questions.map(({ path }) => path)).toContain("services.web.image");
  });

  it("lowers a tier that its stores cannot have, and asks", () => {
    const resources = [
      group("web"),
      group("web", {}, { region: "us-east-1" }),
      made(TYPES.dbInstance, "orders", { engine: "postgres", instanceClass: "db.m5.large" }),
    ];
    const { text, questions } = infer(resources, "global");
    expect(parse(text).tier).toBe("scale");
    expect(questions.map(({ path }) => path)).toContain("tier");
  });

  it("keeps storage whose I/O is not billed", () => {
    const storageOf = (storageType?: string) =>
      written([made(TYPES.dbCluster, "orders", { engine: "aurora-postgresql", ...(storageType && { storageType }) })])
        .data?.orders?.storageType;
    expect(["aurora-iopt1", "aurora", undefined].map(storageOf)).toEqual(["io-optimized", undefined, undefined]);
  });

  it("keeps the hours in which a group has instances, with the sizes of its day", () => {
    const web = group("web", { minSize: 0, maxSize: 0 });
    const action = (name: string, recurrence: string, minSize: number, maxSize: number) =>
      made(
        "aws:autoscaling/schedule:Schedule",
        name,
        { recurrence, minSize, maxSize, timeZone: "Europe/Berlin" },
        { references: { autoscalingGroupName: [web.id] } },
      );
    const [start, stop] = [action("on", "0 7 * * 1-5", 2, 5), action("off", "0 20 * * 1-5", 0, 0)];
    expect(written([web, start, stop]).services?.web).toMatchObject({
      schedule: { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Berlin" },
      scaling: { minimum: 2, maximum: 5 },
    });
    const odd = { ...stop, inputs: { ...stop.inputs, recurrence: "0 20 1 * *" } };
    expect(written([web, start, odd]).services?.web).not.toHaveProperty("schedule");
    expect(written([web, stop]).services?.web).not.toHaveProperty("schedule");
  });

  it("says from which resource each value came", () => {
    expect(infer([made(TYPES.dbInstance, "orders", { engine: "postgres", multiAz: true })]).text).toContain(
      "multiAz: true # main.tfstate/rds.Instance/orders",
    );
  });

  it("runs tasks of ECS on Kubernetes, and asks whether that is right", () => {
    const definition = made(TYPES.ecsTaskDefinition, "api", {
      cpu: "512",
      memory: "1024",
      containerDefinitions: JSON.stringify([
        { image: "registry.example.com/api:3", portMappings: [{ containerPort: 80 }] },
      ]),
    });
    const service = made(
      TYPES.ecsService,
      "api",
      { desiredCount: 3, loadBalancers: [{ containerPort: 80 }] },
      { references: { taskDefinition: [definition.id] } },
    );
    const { text, questions } = infer([
      definition,
      { ...service, inputs: { ...service.inputs, taskDefinition: UNKNOWN } },
    ]);
    expect(parse(text).services.api).toMatchObject({
      runs: "kubernetes",
      image: "registry.example.com/api:3",
      port: 80,
      cpu: "500m",
      memory: "1024 MiB",
      scaling: { minimum: 3, maximum: 3 },
    });
    expect(questions.map(({ path }) => path)).toContain("services.api.runs");
  });

  it("names the kinds of things that a manifest has no place for", () => {
    expect(infer([made(TYPES.table, "carts", {}), made(TYPES.lambda, "resize", {})]).left).toEqual([
      { type: "lambda.Function", count: 1 },
      { type: "dynamodb.Table", count: 1 },
    ]);
  });
});

describe("whatever a state holds", () => {
  const hostile = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      "a\nname: evil",
      "x # not a comment",
      "\u001b]0;title\u0007",
      "key: [",
      "- item",
      "*alias",
      "&anchor",
      "!!js/function",
      "\u202eevil",
      "{}",
      "__proto__",
      "constructor",
      "web\r\nservices: {}",
      "a\u2028b\u0085c",
    ),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ $unknown: true }),
  );
  const type = fc.constantFrom(
    TYPES.group,
    TYPES.deployment,
    TYPES.ecsService,
    TYPES.instance,
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.replicationGroup,
    TYPES.distribution,
    TYPES.record,
    TYPES.vpc,
    TYPES.eksCluster,
    TYPES.budget,
    TYPES.topicSubscription,
    TYPES.targetGroup,
    TYPES.healthCheck,
  );
  const INPUTS = [
    "name",
    "tags",
    "engine",
    "engineVersion",
    "instanceClass",
    "databaseName",
    "dbName",
    "backupRetentionPeriod",
    "minSize",
    "maxSize",
    "desiredCount",
    "cidrBlock",
    "aliases",
    "nodeType",
    "numCacheClusters",
    "snapshotRetentionLimit",
    "port",
    "healthCheck",
    "priceClass",
    "limitAmount",
    "limitUnit",
    "timeUnit",
    "protocol",
    "endpoint",
    "version",
    "metadata",
    "spec",
    "requestInterval",
    "failureThreshold",
    "allocatedStorage",
    "defaultInstanceWarmup",
    "warmPool",
    "zoneId",
    "type",
    "proxied",
    "globalClusterIdentifier",
  ];
  const value = fc.oneof(
    hostile,
    fc.array(hostile, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("name", "path", "namespace", "minSize", "x\ny", "__proto__"), hostile, {
      maxKeys: 3,
    }),
    fc.constantFrom("aurora-postgresql", "postgres", "USD", "MONTHLY", "email", "redis"),
  );
  const resource = fc.record({
    type,
    name: fc.oneof(fc.string({ maxLength: 30 }), hostile.map(String)),
    region: fc.constantFrom("eu-west-1", "us-east-1", "nowhere", undefined),
    inputs: fc.dictionary(fc.constantFrom(...INPUTS), value, { maxKeys: 12 }),
  });

  it.each(["constructor", "prototype", "__proto__"])("a group called %s gets another name", (name) => {
    const { text } = infer([made("aws:autoscaling/group:Group", name, {})], "starter");
    expect(loadManifest(text, "scalekit.yaml").ok).toBe(true);
  });

  it("the manifest passes, keeps to its own words and moves no cursor", () => {
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 8 }), fc.constantFrom(...TIERS), (drafts, tier) => {
        const resources = drafts.map(({ region, ...draft }) => ({
          ...made(draft.type, draft.name, draft.inputs),
          ...(region === undefined ? {} : { region }),
        }));
        const { text } = infer(resources, tier);
        const loaded = loadManifest(text, "scalekit.yaml");
        expect(loaded.ok ? [] : loaded.problems).toEqual([]);
        expect(parseDocument(text).errors).toEqual([]);
        expect(Object.keys(parse(text) as object)).not.toContain("evil");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
      { numRuns: 150 },
    );
  });
});
