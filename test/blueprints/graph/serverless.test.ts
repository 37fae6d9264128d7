import { readCloudFormation } from "../../../blueprints/graph/readers/cloudformation";
import { named, readingOf, refersTo } from "./read";

const UNKNOWN = { $unknown: true };
const HEAD = "Transform: AWS::Serverless-2016-10-31\n";
const read = (text: string) => readCloudFormation(`${HEAD}${text}`, { stack: "s", region: "eu-west-1" });
const shown = (outcome: ReturnType<typeof read>): string[] =>
  readingOf(outcome)
    .resources.map(({ name, type }) => `${name} ${type.split(":").at(-1)}`)
    .sort();

describe("a template of the serverless application model", () => {
  it("has functions with their roles, under the globals that it does not override", () => {
    const outcome = read(`
Globals:
  Function:
    Timeout: 30
    MemorySize: 512
    Environment: {Variables: {STAGE: prod}}
    VpcConfig: {SubnetIds: [subnet-a], SecurityGroupIds: [sg-a]}
Resources:
  Dead: {Type: AWS::SQS::Queue}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: ./src
      Timeout: 60
      Tracing: Active
      Environment: {Variables: {NAME: work}}
      VpcConfig: {SecurityGroupIds: [sg-b]}
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
      Tags: {team: shop}
      Policies:
        - AWSLambdaVPCAccessExecutionRole
        - SQSSendMessagePolicy: {QueueName: !GetAtt Dead.QueueName}
        - Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]
`);
    expect(shown(outcome)).toEqual(["Dead Queue", "Work Function", "WorkRole Role"]);
    expect(readingOf(outcome).unmapped).toEqual({});
    expect(named(outcome, "Work")).toMatchObject({
      macro: true,
      inputs: {
        handler: "app.handler",
        timeout: 60,
        memorySize: 512,
        tracingConfig: { mode: "Active" },
        environment: { variables: { STAGE: "prod", NAME: "work" } },
        vpcConfig: { subnetIds: ["subnet-a"], securityGroupIds: ["sg-a", "sg-b"] },
        deadLetterConfig: { targetArn: UNKNOWN },
        tags: { team: "shop" },
      },
    });
    expect(refersTo(outcome, "Work")).toEqual({ deadLetterConfig: ["Dead"], role: ["WorkRole"] });
    expect(refersTo(outcome, "WorkRole")).toEqual({ inlinePolicies: ["Dead"] });
    expect(named(outcome, "WorkRole").inputs.managedPolicyArns).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
      "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
    ]);
    expect(named(outcome, "Dead").macro).toBeUndefined();
  });

  it("has what its functions' events are: mappings, rules, schedules, subscriptions, permissions and APIs", () => {
    const outcome = read(`
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  News: {Type: AWS::SNS::Topic}
  Pictures: {Type: AWS::S3::Bucket}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/work
      AutoPublishAlias: live
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig: {OnFailure: {Type: SQS}}
      Events:
        Job: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5}}
        Item: {Type: SNS, Properties: {Topic: !Ref News}}
        Held: {Type: SNS, Properties: {Topic: !Ref News, SqsSubscription: true}}
        Picture: {Type: S3, Properties: {Bucket: !Ref Pictures, Events: 's3:ObjectCreated:*'}}
        Night: {Type: Schedule, Properties: {Schedule: rate(1 day), DeadLetterConfig: {Type: SQS}}}
        Later: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour)}}
        Seen: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.ec2]}}}
        Get: {Type: Api, Properties: {Path: /, Method: get}}
        Post: {Type: HttpApi, Properties: {Path: /, Method: post}}
        Broken: nothing
`);
    expect(shown(outcome)).toEqual([
      "Jobs Queue",
      "News Topic",
      "Pictures Bucket",
      "ServerlessHttpApi Api",
      "ServerlessHttpApiApiGatewayDefaultStage Stage",
      "ServerlessRestApi RestApi",
      "ServerlessRestApiDeployment Deployment",
      "ServerlessRestApiProdStage Stage",
      "Work Function",
      "WorkAliaslive Alias",
      "WorkEventInvokeConfig FunctionEventInvokeConfig",
      "WorkEventInvokeConfigOnFailureQueue Queue",
      "WorkGetPermission Permission",
      "WorkHeld TopicSubscription",
      "WorkHeldEventSourceMapping EventSourceMapping",
      "WorkHeldQueue Queue",
      "WorkItem TopicSubscription",
      "WorkItemPermission Permission",
      "WorkJob EventSourceMapping",
      "WorkLater Schedule",
      "WorkLaterRole Role",
      "WorkNight EventRule",
      "WorkNight.Target0 EventTarget",
      "WorkNightPermission Permission",
      "WorkNightQueue Queue",
      "WorkPicturePermission Permission",
      "WorkPostPermission Permission",
      "WorkSeen EventRule",
      "WorkSeen.Target0 EventTarget",
      "WorkSeenPermission Permission",
      "WorkVersion Version",
    ]);
    expect(refersTo(outcome, "WorkJob")).toEqual({ eventSourceArn: ["Jobs"], functionName: ["WorkAliaslive"] });
    expect(refersTo(outcome, "WorkHeld")).toEqual({ endpoint: ["WorkHeldQueue"], topic: ["News"] });
    expect(refersTo(outcome, "WorkNight.Target0")).toMatchObject({ deadLetterConfig: ["WorkNightQueue"] });
    expect(refersTo(outcome, "WorkEventInvokeConfig")).toMatchObject({
      destinationConfig: ["WorkEventInvokeConfigOnFailureQueue"],
    });
    expect(refersTo(outcome, "ServerlessRestApi")).toEqual({ body: ["Work"] });
    expect(named(outcome, "WorkPicturePermission").inputs).toMatchObject({ principal: "s3.amazonaws.com" });
  });

  it("has tables on demand, state machines, explicit APIs, layers and stacks", () => {
    const outcome = read(`
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
    DeletionPolicy: Retain
    Properties:
      PrimaryKey: {Name: order, Type: Number}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
  Counted: {Type: AWS::Serverless::SimpleTable, Properties: {ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}}}
  Work: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Front}}}}}
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Work.Arn, End: true}}}
      Events: {Night: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}
  Front:
    Type: AWS::Serverless::Api
    Properties: {StageName: live, TracingEnabled: true, AccessLogSetting: {DestinationArn: 'arn:aws:logs:eu-west-1:1:log-group:a'}}
  Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ./layer}}
  Other: {Type: AWS::Serverless::Application, Properties: {Location: ./other.yaml}}
  Link: {Type: AWS::Serverless::Connector, Properties: {}}
`);
    expect(named(outcome, "Table").inputs).toMatchObject({
      billingMode: "PAY_PER_REQUEST",
      hashKey: "order",
      attributes: [{ name: "order", type: "N" }],
      pointInTimeRecovery: { enabled: true },
    });
    expect(named(outcome, "Counted").inputs).toMatchObject({ readCapacity: 5, hashKey: "id" });
    expect(named(outcome, "Counted").inputs.billingMode).toBeUndefined();
    expect(refersTo(outcome, "Flow")).toEqual({ definition: ["Work"], roleArn: ["FlowRole"] });
    expect(named(outcome, "Flow").inputs.type).toBe("EXPRESS");
    expect(refersTo(outcome, "Front")).toEqual({ body: ["Work"] });
    expect(named(outcome, "FrontliveStage").inputs).toMatchObject({ stageName: "live" });
    expect(named(outcome, "Layer").type).toBe("aws:lambda/layerVersion:LayerVersion");
    expect(readingOf(outcome).unmapped).toMatchObject({ "AWS::Serverless::Connector": 1 });
  });

  it("makes everything under the condition of what it was written in, and nothing where that is false", () => {
    const body = (value: string) => `
Conditions: {On: !Equals [${value}, 'yes']}
Resources:
  Work:
    Type: AWS::Serverless::Function
    Condition: On
    Properties: {Events: {Night: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}}
`;
    expect(shown(read(body("'yes'")))).toContain("WorkNight.Target0 EventTarget");
    expect(shown(read(body("'no'")))).toEqual([]);
  });

  it("survives properties of any other kind", () => {
    for (const wrong of ["7", "[]", "text", "{Fn::If: [A, B, C]}", "null"])
      expect(
        readCloudFormation(`${HEAD}
Globals: ${wrong}
Resources:
  A: {Type: AWS::Serverless::Function, Properties: ${wrong}}
  B: {Type: AWS::Serverless::Function, Properties: {Events: ${wrong}, Policies: ${wrong}, DeadLetterQueue: ${wrong}, EventInvokeConfig: ${wrong}, Tags: ${wrong}}}
  C: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: ${wrong}}}
  D: {Type: AWS::Serverless::StateMachine, Properties: {Events: {E: ${wrong}}, Definition: ${wrong}}}
  E: {Type: AWS::Serverless::Api, Properties: {StageName: ${wrong}, EndpointConfiguration: ${wrong}}}
`).ok,
      ).toBe(true);
  });
});
