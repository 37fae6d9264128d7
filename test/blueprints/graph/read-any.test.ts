import { joinReadings } from "../../../blueprints/graph/readers/join";
import { readAny } from "../../../blueprints/graph/readers/read";
import type { Reading } from "../../../blueprints/graph/readers/reading";
import { GraphView } from "../../../blueprints/graph/view";
import { readingOf, refusal } from "./read";
import { plan, shownState, state } from "./terraform-forms";

const URN = "urn:pulumi:prod::shop::aws:sqs/queue:Queue::q";
const PULUMI = [{ urn: URN, custom: true, id: "q", type: "aws:sqs/queue:Queue", inputs: { name: "q" } }];

const FORMS: readonly (readonly [format: string, what: string, text: string])[] = [
  ["pulumi", "an export", JSON.stringify({ version: 3, deployment: { resources: PULUMI } })],
  ["pulumi", "a checkpoint", JSON.stringify({ version: 3, checkpoint: { latest: { resources: PULUMI } } })],
  ["pulumi", "a deployment", JSON.stringify({ manifest: {}, resources: PULUMI })],
  ["terraform-state", "a state", state({ type: "aws_sqs_queue", name: "q", instances: [{ attributes: {} }] })],
  ["terraform-shown-state", "a shown state", shownState([{ address: "aws_sqs_queue.q" }])],
  ["terraform-plan", "a shown plan", plan([{ address: "aws_sqs_queue.q" }])],
  ["cloudformation", "a template in YAML", "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"],
  ["cloudformation", "a template in flow style", "{Resources: {Q: {Type: 'AWS::SQS::Queue'}}}"],
  ["cloudformation", "a template in JSON", '\uFEFF{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}'],
  ["kubernetes", "a manifest", "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: q\n"],
  ["kubernetes", "a manifest in JSON", '{"apiVersion":"v1","kind":"Service","metadata":{"name":"q"}}'],
];

describe("a file without a hint", () => {
  it.each(FORMS)("is known as %s: %s", (format, _, text) => {
    const outcome = readAny(text);
    expect(outcome.ok && outcome.value.format).toBe(format);
    expect(readingOf(outcome).resources).toHaveLength(1);
  });

  it("is known as a CDK manifest, whose templates are opened", () => {
    const artifacts = { S: { type: "aws:cloudformation:stack", properties: { templateFile: "s.json" } } };
    const outcome = readAny(JSON.stringify({ version: "48.0.0", artifacts }), { open: () => FORMS[8]?.[2].slice(1) });
    expect(outcome.ok && outcome.value.format).toBe("cdk");
    expect(readingOf(outcome).resources).toHaveLength(1);
  });

  it.each([
    ["empty", ""],
    ["text", "hello: world\n"],
    ["a number", "7"],
    ["a state that was cut off", FORMS[3]?.[2].slice(0, 150) ?? ""],
    ["a plan whose encoding was broken", '{"format_version":"1.2","planned_values":{"a":"b?},"c":"d"}'],
    ["JSON of something else", '{"name":"x","version":"1.0.0"}'],
  ])("is refused with the formats that are read where it is %s", (_, text) => {
    expect(refusal(readAny(text, { file: "x.json" }))).toMatchObject({
      code: "SK3040",
      message: expect.stringMatching(/^x\.json /),
      expected: expect.stringContaining("Terraform"),
    });
  });
});

test("types of Pulumi's that no rule knows are counted, components and providers not", () => {
  const urn = (type: string) => `urn:pulumi:prod::shop::${type}::x`;
  const resource = (type: string, custom = true) => ({ urn: urn(type), custom, id: "x", type });
  const resources = [
    resource("pulumi:providers:azure-native"),
    resource("eks:index:Cluster", false),
    resource("azure-native:web:WebApp"),
    resource("gcp:sql/databaseInstance:DatabaseInstance"),
    resource("aws:alb/loadBalancer:LoadBalancer"),
    resource("aws:rds/instance:Instance"),
    resource("aws-native:s3:Bucket"),
    resource("kubernetes:apps/v1:Deployment"),
    resource("kubernetes:helm.sh/v3:Release"),
    resource("random:index/randomPassword:RandomPassword"),
  ];
  expect(readingOf(readAny(JSON.stringify({ version: 3, deployment: { resources } }))).unmapped).toEqual({
    "aws-native:s3:Bucket": 1,
    "azure-native:web:WebApp": 1,
    "gcp:sql/databaseInstance:DatabaseInstance": 1,
    "kubernetes:helm.sh/v3:Release": 1,
  });
});

describe("a file that a command's output was kept in", () => {
  const shown = plan([{ address: "aws_sqs_queue.q" }]);
  it.each([
    ["the runner's lines around it", `[command]/tmp/terraform-bin show -json plan\n${shown}\n\n::debug::exitcode: 0\n`],
    [
      "what the runner escaped behind it",
      `[command]terraform-bin show -json\n${shown}%0A\n::set-output name=stderr::\n`,
    ],
    ["a shell's prompt before it", `$ terraform show -json p\n${JSON.stringify(JSON.parse(shown), null, 2)}\n$ exit\n`],
  ])("is read with %s", (_, text) => {
    const outcome = readAny(text);
    expect(outcome.ok && outcome.value.format).toBe("terraform-plan");
    expect(readingOf(outcome).resources).toHaveLength(1);
  });

  it.each([
    ["a document that goes on after its end", shown.replace(/}$/, '}},"more":{}}')],
    ["a document with too much behind it", `${shown}\n${shown}\n`],
    ["a part of a broken document", `{"a": [\n${shown}\n],`],
  ])("is no more than broken where it is %s", (_, text) => {
    expect(refusal(readAny(text, { file: "x.json" })).message).toMatch(
      /is no valid JSON from line \d+, column \d+ on$/,
    );
  });

  it("is the template where it was asked for: as an object, or as a text", () => {
    const template = { Resources: { Q: { Type: "AWS::SQS::Queue" } } };
    for (const TemplateBody of [template, JSON.stringify(template), "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"]) {
      const outcome = readAny(JSON.stringify({ TemplateBody, StagesAvailable: ["Original", "Processed"] }));
      expect(outcome.ok && outcome.value.format).toBe("cloudformation");
      expect(readingOf(outcome).resources).toHaveLength(1);
    }
  });
});

describe("a file that is something else", () => {
  it.each([
    ["a preview", '{"config":{},"steps":[{"op":"create","urn":"urn:pulumi:a::b::c::d"}]}', /preview/, /stack export/],
    ["a saved plan of Pulumi", '{"manifest":{},"resourcePlans":{}}', /saved plan of Pulumi/, /stack export/],
    ["Pulumi's history", '{"kind":"update","startTime":1,"result":"succeeded"}', /history/, /stack export/],
    [
      "a backend",
      '{"version":3,"serial":1,"lineage":"x","backend":{"type":"s3"},"modules":[]}',
      /backend/,
      /state pull/,
    ],
    ["schemas", '{"format_version":"1.0","provider_schemas":{}}', /schema/, /show -json/],
    ["a run's log", '{"@level":"info","@message":"Plan","type":"version"}\n{"@level":"info"}\n', /log/, /show -json/],
    ["a list of stacks", '{"StackSummaries":[{"StackName":"a"}]}', /lists stacks/, /get-template/],
    ["resources of a stack", '{"StackResources":[{"LogicalResourceId":"a"}]}', /lists stacks/, /get-template/],
    [
      "Azure's",
      '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}',
      /Azure/,
      /AWS/,
    ],
    ["the Serverless Framework's", '{"service":{"service":"a"},"package":{}}', /Serverless/, /update-stack/],
    ["a saved plan", "PK\u0003\u0004rest", /saved plan/, /show -json/],
    ["a source", '# shop\nresource "aws_s3_bucket" "b" {\n}\n', /source/, /show -json/],
    [
      "a plan for people",
      "Terraform will perform the following actions:\n\n  # aws_x.a will be created\n",
      /people/,
      /show -json/,
    ],
    [
      "a chart's template",
      "apiVersion: v1\n{{- if .Values.on }}\nkind: Service\n{{- end }}\n",
      /Helm chart/,
      /helm template/,
    ],
  ])("is called what it is, with the way to what can be read: %s", (_, text, what, fix) => {
    const problem = refusal(readAny(text, { file: "x" }));
    expect(problem.message).toMatch(what);
    expect(problem.fix).toMatch(fix);
  });
});

describe("several inputs", () => {
  const topic = (stack: string, region: string): Reading =>
    readingOf(
      readAny(
        state({
          type: "aws_sns_topic",
          name: "t",
          instances: [{ attributes: { name: "t", arn: `arn:aws:sns:${region}:1:t` } }],
        }),
        { stack },
      ),
    );
  const subscription = readingOf(
    readAny(
      `Resources: {S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: 'arn:aws:sns:us-east-1:1:t', Protocol: sqs}}}`,
      { stack: "cfn" },
    ),
  );

  it("make one graph, with references from one file to another by ARN", () => {
    const { resources } = joinReadings([topic("eu", "eu-west-1"), topic("us", "us-east-1"), subscription]);
    const view = new GraphView(resources);
    const [from] = resources.filter(({ name }) => name === "S");
    expect(from && view.from(from).map(({ to, input }) => [to.stack, input])).toEqual([["us", "topic"]]);
  });

  it("keep ids unique where two inputs claim the same one, references included", () => {
    const both = (name: string): Reading =>
      readingOf(
        readAny(
          `Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: ${name}}}, S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: !Ref A}}}`,
        ),
      );
    const { resources } = joinReadings([both("one"), both("two")]);
    expect(new Set(resources.map(({ id }) => id)).size).toBe(4);
    const second = resources.find(({ inputs }) => inputs.name === "two");
    expect(resources.at(-1)?.references).toEqual({ topic: [second?.id] });
  });

  it("count a file that was given twice once", () => {
    expect(joinReadings([subscription, subscription]).resources).toHaveLength(1);
  });
});

describe("a large state", () => {
  const instance = (index: number) => ({
    index_key: index,
    attributes: {
      id: `i-${index}`,
      ami: "ami-1",
      user_data: "x".repeat(4000),
      ebs_block_device: [{ iops: 3, tags: { a: "b" } }],
      tags: { Name: `n${index}` },
    },
    sensitive_attributes: [],
    dependencies: ["aws_subnet.a"],
  });
  const text = (count: number): string =>
    state(
      { type: "aws_subnet", name: "a", instances: [{ index_key: 0, attributes: { id: "s" } }] },
      { type: "aws_instance", name: "web", instances: Array.from({ length: count }, (_, index) => instance(index)) },
    );
  const seconds = (work: () => void): number => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e9;
  };

  it("of 50 MB is read in seconds, and twice the resources take about twice as long", () => {
    const [half, whole] = [text(6000), text(12_000)];
    expect(whole.length).toBeGreaterThan(50_000_000);
    const first = seconds(() => expect(readingOf(readAny(half)).resources).toHaveLength(6001));
    const second = seconds(() => expect(readingOf(readAny(whole)).resources).toHaveLength(12_001));
    expect(second).toBeLessThan(10);
    expect(second).toBeLessThan(4 * first + 1);
  }, 60_000);
});
