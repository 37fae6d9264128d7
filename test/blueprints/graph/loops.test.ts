import { readCloudFormation } from "../../../blueprints/graph/readers/cloudformation";
import { named, readingOf, refersTo } from "./read";

const HEAD = "Transform: AWS::LanguageExtensions\n";

describe("a template with loops", () => {
  it("has a resource for each value, with names and values put in", () => {
    const outcome = readCloudFormation(`${HEAD}
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a-1,b-2'}}
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Dead&{Name}:
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Sub 'dead-\${Name}'}
      Queue&{Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Ref Name
          RedrivePolicy: {deadLetterTargetArn: !GetAtt ['Dead&{Name}', Arn], maxReceiveCount: 5}
  Topic: {Type: AWS::SNS::Topic}
`);
    expect(readingOf(outcome).resources.map(({ name }) => name)).toEqual([
      "Deada1",
      "Queuea1",
      "Deadb2",
      "Queueb2",
      "Topic",
    ]);
    expect(named(outcome, "Queuea1").inputs.name).toBe("a-1");
    expect(named(outcome, "Deadb2")).toMatchObject({ inputs: { name: "dead-b-2" }, macro: true });
    expect(refersTo(outcome, "Queueb2")).toEqual({ redrivePolicy: ["Deadb2"] });
  });

  it("has loops in loops, and in properties", () => {
    const outcome = readCloudFormation(`${HEAD}
Resources:
  Fn::ForEach::Outer:
    - Env
    - [dev, prod]
    - Fn::ForEach::Inner:
        - Kind
        - [hot, cold]
        - 'Table\${Env}\${Kind}':
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: '\${Env}-\${Kind}'
              Fn::ForEach::Settings:
                - Setting
                - [DeletionProtectionEnabled]
                - '\${Setting}': true
`);
    expect(readingOf(outcome).resources.map(({ inputs }) => inputs)).toMatchObject([
      { name: "dev-hot", deletionProtectionEnabled: true },
      { name: "dev-cold" },
      { name: "prod-hot" },
      { name: "prod-cold" },
    ]);
  });

  it("says which loops it cannot follow, and what a macro makes", () => {
    const outcome = readCloudFormation(
      `${HEAD}
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Queues: [Name, !Ref Names, {'Q\${Name}': {Type: AWS::SQS::Queue}}]
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/more.yaml}}
  Topic: {Type: AWS::SNS::Topic}
`,
      { file: "t.yaml" },
    );
    expect(outcome.ok && outcome.warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "SK3042 t.yaml has 1 loops over what is not known (Queues): what they make is not seen",
      "SK3042 t.yaml has 1 resources without a type (Fn::Transform): what a macro makes of them is not seen",
    ]);
    expect(readingOf(outcome).resources.map(({ name }) => name)).toEqual(["Topic"]);
  });

  it("refuses loops that make more than any template may hold", () => {
    const loop = (depth: number): object =>
      depth === 0
        ? { Q: { Type: "AWS::SQS::Queue" } }
        : {
            [`Fn::ForEach::L${depth}`]: [`N${depth}`, Array.from({ length: 30 }, (_, at) => `v${at}`), loop(depth - 1)],
          };
    const outcome = readCloudFormation(JSON.stringify({ Resources: loop(4) }));
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "SK3040" }] });
  });
});
