import { readCloudFormation } from "../../../blueprints/graph/readers/cloudformation";
import { named, readingOf, refersTo, refusal } from "./read";

const UNKNOWN = { $unknown: true };

describe("a CloudFormation template", () => {
  it("becomes resources under Pulumi's types and property names, tags as a mapping", () => {
    const outcome = readCloudFormation(
      `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '2'
      MaxSize: 10
      VPCZoneIdentifier: [subnet-a, subnet-b]
      TargetGroupARNs: [!Ref Targets]
      HealthCheckType: ELB
      LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}
      Tags: [{Key: Name, Value: web, PropagateAtLaunch: true}]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      HealthCheckPath: /healthz
      Matcher: {HttpCode: '200'}
      TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: '30'}, {Key: other, Value: x}]
      Tags: [{Key: Name, Value: web}]
  Template:
    Type: AWS::EC2::LaunchTemplate
    DependsOn: Targets
    Properties:
      LaunchTemplateData: {ImageId: ami-1, SecurityGroupIds: [sg-1], MetadataOptions: {HttpTokens: required}}
`,
      { stack: "web", region: "eu-west-1" },
    );
    expect(named(outcome, "Group")).toMatchObject({
      id: "cloudformation::web::Group",
      type: "aws:autoscaling/group:Group",
      stack: "web",
      region: "eu-west-1",
      inputs: {
        minSize: "2",
        maxSize: 10,
        vpcZoneIdentifiers: ["subnet-a", "subnet-b"],
        targetGroupArns: [UNKNOWN],
        launchTemplate: { id: UNKNOWN, version: UNKNOWN },
        tags: [{ key: "Name", value: "web", propagateAtLaunch: true }],
      },
    });
    expect(refersTo(outcome, "Group")).toEqual({ targetGroupArns: ["Targets"], launchTemplate: ["Template"] });
    expect(named(outcome, "Targets").inputs).toEqual({
      healthCheck: { path: "/healthz", matcher: "200" },
      deregistrationDelay: "30",
      tags: { Name: "web" },
    });
    const template = named(outcome, "Template");
    expect(template.inputs).toEqual({
      imageId: "ami-1",
      vpcSecurityGroupIds: ["sg-1"],
      metadataOptions: { httpTokens: "required" },
    });
    expect(template.dependsOn).toEqual(["cloudformation::web::Targets"]);
  });

  it("reads JSON and the long form of functions alike", () => {
    const template = {
      Resources: {
        Db: {
          Type: "AWS::RDS::DBInstance",
          Properties: {
            MultiAZ: { "Fn::If": ["Big", true, false] },
            DBInstanceIdentifier: { "Fn::Sub": `\${AWS::StackName}-db` },
          },
        },
      },
      Conditions: { Big: { "Fn::Equals": [{ Ref: "Size" }, "big"] } },
      Parameters: { Size: { Type: "String", Default: "big" } },
    };
    const inputs = (parameters = {}) =>
      named(readCloudFormation(JSON.stringify(template), { stack: "s", parameters }), "Db").inputs;
    expect(inputs()).toEqual({ multiAz: true, identifier: "s-db" });
    expect(inputs({ Size: "small" })).toEqual({ multiAz: false, identifier: "s-db" });
  });

  const FUNCTIONS: readonly (readonly [string, string, unknown])[] = [
    ["a parameter's default", "!Ref Name", "shop"],
    ["a parameter without a value", "!Ref Open", UNKNOWN],
    ["a list parameter", "!Select [1, !Ref Zones]", "b"],
    ["the region", "!Ref AWS::Region", "eu-west-1"],
    ["the account", "!Ref 'AWS::AccountId'", UNKNOWN],
    ["Sub", `!Sub 'q-\${Name}-\${AWS::Region}'`, "q-shop-eu-west-1"],
    ["Sub with its own variables", `!Sub ['\${A}-\${!B}', {A: !Ref Name}]`, `shop-\${B}`],
    ["Sub over what isn't known", `!Sub '\${Name}-\${Open}'`, UNKNOWN],
    ["Join", "!Join ['-', [a, !Ref Name]]", "a-shop"],
    ["Split and Select", "!Select [0, !Split ['-', 'x-y']]", "x"],
    ["FindInMap", "!FindInMap [Sizes, !Ref Name, small]", "s"],
    ["FindInMap without an entry", "!FindInMap [Sizes, other, small]", UNKNOWN],
    ["zones", "!Select [1, !GetAZs '']", "eu-west-1b"],
    ["Base64", "!Base64 abc", "abc"],
    ["an import", "!ImportValue other-stack", UNKNOWN],
    ["If with a known condition", "!If [IsShop, a, b]", "a"],
    ["If with an unknown condition", "!If [IsOpen, a, b]", UNKNOWN],
    ["If that doesn't matter", "!If [IsOpen, a, a]", "a"],
    ["And, Or and Not", "!If [Both, a, b]", "a"],
    ["a function of tomorrow", "!Tomorrow [a]", UNKNOWN],
    ["an SSM lookup", "'{{resolve:ssm:/a}}'", UNKNOWN],
    ["a secret's lookup", "'x{{resolve:secretsmanager:a:SecretString:b}}'", { $secret: true }],
    ["a parameter that is not echoed", "!Ref Password", { $secret: true }],
  ];
  it.each(FUNCTIONS)("resolves %s", (_, expression, expected) => {
    const outcome = readCloudFormation(
      `Parameters:
  Name: {Type: String, Default: shop}
  Open: {Type: String}
  Zones: {Type: CommaDelimitedList, Default: 'a, b'}
  Password: {Type: String, NoEcho: true, Default: hunter2}
Mappings: {Sizes: {shop: {small: s}}}
Conditions:
  IsShop: !Equals [!Ref Name, shop]
  IsOpen: !Equals [!Ref Open, shop]
  Both: !And [!Condition IsShop, !Not [!Equals [a, b]], !Or [!Condition IsOpen, !Condition IsShop]]
Resources:
  Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: ${expression}}}
`,
      { region: "eu-west-1" },
    );
    expect(named(outcome, "Queue").inputs.name).toEqual(expected);
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
  });

  it("leaves out what a false condition or NoValue takes away, and keeps what an unknown one may", () => {
    const outcome = readCloudFormation(`
Parameters: {Open: {Type: String}}
Conditions: {Never: !Equals [a, b], Maybe: !Equals [!Ref Open, b], Loop: !Not [!Condition Loop]}
Resources:
  No: {Type: AWS::SNS::Topic, Condition: Never}
  Perhaps: {Type: AWS::SNS::Topic, Condition: Maybe, Properties: {TopicName: !If [Never, a, !Ref AWS::NoValue]}}
  Loop: {Type: AWS::SNS::Topic, Condition: Loop}
`);
    expect(readingOf(outcome).resources.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["Perhaps", {}],
      ["Loop", {}],
    ]);
  });

  it("follows Ref, GetAtt and Sub through functions and into documents", () => {
    const outcome = readCloudFormation(`
Resources:
  Dead: {Type: AWS::SQS::Queue}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
      KmsMasterKeyId: !Join ['', [a, !Sub '\${Key.Arn}']]
  Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Version: '2012-10-17', Statement: []}}}
`);
    expect(refersTo(outcome, "Queue")).toEqual({ redrivePolicy: ["Dead"], kmsMasterKeyId: ["Key"] });
    expect(named(outcome, "Key").inputs.policy).toBe('{"Version":"2012-10-17","Statement":[]}');
  });

  it("gives an Aurora cluster's members the type that they have everywhere else", () => {
    const outcome = readCloudFormation(`
Resources:
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {EnableCloudwatchLogsExports: [audit], MasterUserPassword: hunter2}}
  Member: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r6g.large}}
  Other: {Type: AWS::RDS::DBInstance, Properties: {Engine: aurora-mysql, DBInstanceClass: db.r6g.large}}
  Single: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, DBInstanceClass: db.r6g.large}}
`);
    expect(named(outcome, "Other").type).toBe("aws:rds/clusterInstance:ClusterInstance");
    expect(named(outcome, "Single").type).toBe("aws:rds/instance:Instance");
    expect(named(outcome, "Member")).toMatchObject({
      type: "aws:rds/clusterInstance:ClusterInstance",
      inputs: { instanceClass: "db.r6g.large" },
    });
    expect(refersTo(outcome, "Member")).toEqual({ clusterIdentifier: ["Cluster"] });
    expect(named(outcome, "Cluster").inputs).toEqual({
      enabledCloudwatchLogsExports: ["audit"],
      masterPassword: { $secret: true },
    });
  });

  it("makes resources of their own of what Pulumi has apart", () => {
    const outcome = readCloudFormation(`
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration: {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}}]}
  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Arn: !GetAtt F.Arn, Id: f, DeadLetterConfig: {Arn: 'arn:aws:sqs:eu-west-1:1:d'}}]}}
  F: {Type: AWS::Lambda::Function}
  Records:
    Type: AWS::Route53::RecordSetGroup
    Properties: {HostedZoneId: Z1, RecordSets: [{Name: a.example.com., Type: A, Region: eu-west-1, SetIdentifier: one, AliasTarget: {DNSName: x, HostedZoneId: Z2, EvaluateTargetHealth: true}}]}
`);
    expect(readingOf(outcome).resources.map(({ name, type }) => `${name} ${type.split(":")[2]}`)).toEqual([
      "Files Bucket",
      "Files.Versioning BucketVersioning",
      "Files.Lifecycle BucketLifecycleConfiguration",
      "Rule EventRule",
      "Rule.Target0 EventTarget",
      "F Function",
      "Records.0 Record",
    ]);
    expect(refersTo(outcome, "Files.Versioning")).toEqual({ bucket: ["Files"] });
    expect(refersTo(outcome, "Rule.Target0")).toEqual({ rule: ["Rule"], arn: ["F"] });
    expect(named(outcome, "Records.0").inputs).toEqual({
      zoneId: "Z1",
      name: "a.example.com",
      type: "A",
      latencyRoutingPolicies: [{ region: "eu-west-1" }],
      setIdentifier: "one",
      aliases: [{ name: "x", zoneId: "Z2", evaluateTargetHealth: true }],
    });
  });

  it("reads a classic balancer's stickiness as policies of their own, where a listener has them", () => {
    const outcome = readCloudFormation(
      `Resources:
  Old:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      LBCookieStickinessPolicy: [{PolicyName: used, CookieExpirationPeriod: '180'}, {PolicyName: unused}]
      AppCookieStickinessPolicy: [{PolicyName: app, CookieName: session}]
      Listeners: [{LoadBalancerPort: '80', InstancePort: '80', Protocol: HTTP, PolicyNames: [used, app]}]
`,
      { stack: "web", region: "eu-west-1" },
    );
    const old = named(outcome, "Old").id;
    expect(named(outcome, "Old.LBCookieStickinessPolicy0")).toMatchObject({
      type: "aws:elb/loadBalancerCookieStickinessPolicy:LoadBalancerCookieStickinessPolicy",
      inputs: { name: "used", cookieExpirationPeriod: "180" },
      references: { loadBalancer: [old] },
    });
    expect(named(outcome, "Old.AppCookieStickinessPolicy0")).toMatchObject({ inputs: { cookieName: "session" } });
    expect(readingOf(outcome).resources).toHaveLength(3);
  });

  it("reads a table's keys, and a global table's replicas", () => {
    const outcome = readCloudFormation(
      `
Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      KeySchema: [{AttributeName: id, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      GlobalSecondaryIndexes: [{IndexName: i, KeySchema: [{AttributeName: at, KeyType: HASH}], Projection: {ProjectionType: ALL}}]
      Replicas:
        - {Region: us-east-1, PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: false}}
        - {Region: eu-west-1, PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}
`,
      { region: "eu-west-1" },
    );
    expect(named(outcome, "T").inputs).toEqual({
      hashKey: "id",
      rangeKey: "at",
      attributes: [{ name: "id", type: "S" }],
      globalSecondaryIndexes: [{ name: "i", hashKey: "at", projectionType: "ALL" }],
      pointInTimeRecovery: { enabled: true },
      replicas: [{ regionName: "us-east-1", pointInTimeRecovery: false }],
    });
  });

  it("reads a distribution's origins, groups and certificate, and a listener's certificate", () => {
    const outcome = readCloudFormation(`
Resources:
  D:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Aliases: [a.example.com]
        WebACLId: !GetAtt Acl.Arn
        Origins: [{Id: a, DomainName: x, CustomOriginConfig: {OriginProtocolPolicy: https-only, OriginSSLProtocols: [TLSv1.2]}}]
        OriginGroups:
          Quantity: 1
          Items: [{Id: g, FailoverCriteria: {StatusCodes: {Quantity: 1, Items: [503]}}, Members: {Quantity: 2, Items: [{OriginId: a}, {OriginId: b}]}}]
        ViewerCertificate: {AcmCertificateArn: arn, MinimumProtocolVersion: TLSv1.2_2021}
        Logging: {Bucket: logs}
  Acl: {Type: AWS::WAFv2::WebACL}
  L: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {Port: 443, Certificates: [{CertificateArn: arn}], DefaultActions: [{Type: forward, TargetGroupArn: t}]}}
`);
    expect(named(outcome, "D").inputs).toEqual({
      enabled: true,
      aliases: ["a.example.com"],
      webAclId: UNKNOWN,
      origins: [
        {
          originId: "a",
          domainName: "x",
          customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
        },
      ],
      originGroups: [
        { originId: "g", failoverCriteria: { statusCodes: [503] }, members: [{ originId: "a" }, { originId: "b" }] },
      ],
      viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" },
      loggingConfig: { bucket: "logs" },
    });
    expect(refersTo(outcome, "D")).toEqual({ webAclId: ["Acl"] });
    expect(named(outcome, "L").inputs).toEqual({
      port: 443,
      certificateArn: "arn",
      defaultActions: [{ type: "forward", targetGroupArn: "t" }],
    });
  });

  it("reads a load balancer's scheme and a service's deployment settings", () => {
    const outcome = readCloudFormation(`
Resources:
  B: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal, Type: network, LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'true'}]}}
  S:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 1
      DeploymentConfiguration: {MinimumHealthyPercent: 100, DeploymentCircuitBreaker: {Enable: true, Rollback: true}}
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [s], AssignPublicIp: ENABLED}}
  E: {Type: AWS::EKS::Cluster, Properties: {Logging: {ClusterLogging: {EnabledTypes: [{Type: api}]}}, ResourcesVpcConfig: {SubnetIds: [s], EndpointPublicAccess: true}}}
  A: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: a, Dimensions: [{Name: QueueName, Value: q}], OKActions: [t]}}
`);
    expect(named(outcome, "B").inputs).toEqual({
      internal: true,
      loadBalancerType: "network",
      enableDeletionProtection: "true",
    });
    expect(named(outcome, "S").inputs).toEqual({
      desiredCount: 1,
      deploymentMinimumHealthyPercent: 100,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: { subnets: ["s"], assignPublicIp: "ENABLED" },
    });
    expect(named(outcome, "E").inputs).toEqual({
      enabledClusterLogTypes: ["api"],
      vpcConfig: { subnetIds: ["s"], endpointPublicAccess: true },
    });
    expect(named(outcome, "A").inputs).toEqual({ name: "a", dimensions: { QueueName: "q" }, okActions: ["t"] });
  });

  it("keeps types that it doesn't know under their own name, and counts them", () => {
    const outcome = readCloudFormation(
      "Resources: {A: {Type: 'Custom::Thing', Properties: {APIKey: x, SSESpecification: {B: 1}}}}",
    );
    expect(readingOf(outcome).unmapped).toEqual({ "Custom::Thing": 1 });
    expect(named(outcome, "A").inputs).toEqual({ apiKey: { $secret: true }, sseSpecification: { b: 1 } });
  });
});

describe("a broken template", () => {
  it.each([
    ["no YAML", "Resources: {A: [", /not valid YAML \(line 1\)/],
    ["no template", "a: 1", /no CloudFormation resources/],
    ["deep", `Resources: ${"[".repeat(100_000)}`, /nesting deeper than 100 levels/],
    [
      "deep in blocks",
      Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      /nested too deeply|no CloudFormation/,
    ],
    ["long", `a: ${"x".repeat(20_000_001)}`, /20 MB are read/],
    [
      "of nothing but aliases",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`)}]`)
        .join("\n")}`,
      /aliases/,
    ],
  ])("ends with a problem where it is %s", (_, text, says) => {
    expect(refusal(readCloudFormation(text, { file: "t.yml" }))).toMatchObject({
      code: "SK3040",
      message: expect.stringMatching(says),
    });
  });

  it("survives parts of another kind and names of the prototype", () => {
    const template =
      '{"Resources":{"__proto__":{"Type":"AWS::SQS::Queue","Properties":{"__proto__":{"polluted":1}}},"A":{"Type":"constructor","Properties":[1]},"B":7,"C":{"Type":"AWS::SQS::Queue","Properties":{"Tags":[1,null],"RedrivePolicy":{"Fn::Sub":{}},"DelaySeconds":{"Fn::Select":"x"}}}},"Parameters":[],"Conditions":7}';
    expect(readingOf(readCloudFormation(template)).resources).toHaveLength(3);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

test("a security group lets traffic out until the template says otherwise", () => {
  const egress = (more: string) =>
    named(
      readCloudFormation(`Resources:
  Door: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: d } }
  Shut: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: d, SecurityGroupEgress: [] } }
${more}`),
      "Door",
    ).inputs.egress;
  expect(egress("")).toEqual([{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]);
  expect(
    egress(
      "  Out: { Type: AWS::EC2::SecurityGroupEgress, Properties: { GroupId: !GetAtt Door.GroupId, IpProtocol: tcp } }",
    ),
  ).toBeUndefined();
});

test("a template's final snapshot is left out where it says Delete, and a bucket's lock is a resource of its own", () => {
  const read = readCloudFormation(`Resources:
  Kept: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql } }
  Gone: { Type: AWS::RDS::DBInstance, DeletionPolicy: Delete, Properties: { Engine: mysql } }
  Files: { Type: AWS::S3::Bucket, Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } }
  Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 } } }
  Dead: { Type: AWS::SQS::Queue }`);
  expect(named(read, "Kept").inputs).not.toHaveProperty("skipFinalSnapshot");
  expect(named(read, "Gone").inputs.skipFinalSnapshot).toBe(true);
  expect(named(read, "Files.PublicAccess").inputs).toEqual({ bucket: UNKNOWN, blockPublicAcls: true });
  expect(refersTo(read, "Files.PublicAccess")).toEqual({ bucket: ["Files"] });
  expect(named(read, "Jobs").inputs.redrivePolicy).toMatchObject({ maxReceiveCount: 5 });
  expect(refersTo(read, "Jobs")).toEqual({ redrivePolicy: ["Dead"] });
});

test("a quoted text that is less indented than its key is read as AWS reads it", () => {
  const template = [
    "Resources:",
    "  Board:",
    "    Type: AWS::CloudWatch::Dashboard",
    "    Properties:",
    "      DashboardBody: !Sub '{",
    '  "widgets": [],',
    "",
    '  "title": "it\'\'s $' + '{AWS::Region}"',
    "}'",
    '  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: "a\'b" } }',
  ].join("\n");
  const read = readCloudFormation(template, { region: "eu-west-1" });
  expect(named(read, "Board").inputs.dashboardBody).toContain("it's eu-west-1");
  expect(named(read, "Queue").inputs.name).toBe("a'b");
});

test("a template's parameters are a list, its rules say what each value is for, and a proxy's group is its target", () => {
  const outcome = readCloudFormation(
    `Resources:
  Settings: {Type: AWS::RDS::DBClusterParameterGroup, Properties: {Family: aurora-postgresql17, Parameters: {log_min_duration_statement: 1000}}}
  Eviction: {Type: AWS::ElastiCache::ParameterGroup, Properties: {CacheParameterGroupFamily: valkey8, Properties: {maxmemory-policy: volatile-lru}}}
  Hidden: {Type: AWS::RDS::DBParameterGroup, Properties: {Family: mysql8.0, Parameters: !GetAtt Other.Map}}
  Other: {Type: AWS::CloudFormation::CustomResource, Properties: {ServiceToken: x}}
  Paths:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      Priority: 1
      Conditions:
        - {Field: path-pattern, Values: ['/healthz']}
        - {Field: host-header, HostHeaderConfig: {Values: [eu.example.com]}}
  Orders: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql}}
  Behind: {Type: AWS::RDS::DBProxyTargetGroup, Properties: {DBProxyName: shop, TargetGroupName: default, DBClusterIdentifiers: [!Ref Orders]}}
`,
    { stack: "shop", region: "eu-west-1" },
  );
  const inputs = (name: string) => named(outcome, name)?.inputs;
  expect(inputs("Settings")).toMatchObject({ parameters: [{ name: "log_min_duration_statement", value: 1000 }] });
  expect(inputs("Eviction")).toMatchObject({ parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }] });
  expect(inputs("Hidden")).toMatchObject({ parameters: UNKNOWN });
  expect(inputs("Paths")).toMatchObject({
    conditions: [{ pathPattern: { values: ["/healthz"] } }, { hostHeader: { values: ["eu.example.com"] } }],
  });
  expect(named(outcome, "Behind")).toMatchObject({ type: "aws:rds/proxyTarget:ProxyTarget" });
  expect(refersTo(outcome, "Behind")).toEqual({ dbClusterIdentifier: ["Orders"] });
});
