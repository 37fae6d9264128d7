/** Which types the sandbox simulates from the oracle: whole modules, or classes of large ones. */
export const TYPES = {
  acm: "*",
  alb: ["ListenerRule"],
  appautoscaling: "*",
  autoscaling: "*",
  budgets: ["Budget"],
  cfg: ["Recorder", "DeliveryChannel"],
  backup: ["Vault", "Plan", "Selection"],
  cloudfront: [
    "CachePolicy", "Distribution", "Function", "KeyValueStore", "MonitoringSubscription", "OriginAccessControl",
    "OriginRequestPolicy", "PublicKey", "KeyGroup", "ResponseHeadersPolicy", "VpcOrigin",
  ],
  cloudtrail: ["Trail"],
  cloudwatch: [
    "CompositeAlarm", "Dashboard", "LogDelivery", "LogDeliveryDestination", "LogDeliverySource", "EventRule", "EventTarget", "LogGroup", "LogMetricFilter", "LogResourcePolicy",
    "LogStream", "LogSubscriptionFilter", "MetricAlarm", "MetricStream",
  ],
  dynamodb: ["ContributorInsights", "GlobalTable", "KinesisStreamingDestination", "ResourcePolicy", "Table", "TableItem", "TableReplica", "Tag"],
  ec2: [
    "DefaultNetworkAcl", "DefaultRouteTable", "DefaultSecurityGroup", "Eip", "EipAssociation", "EgressOnlyInternetGateway",
    "FlowLog", "Instance", "InternetGateway", "InternetGatewayAttachment", "KeyPair", "LaunchTemplate", "MainRouteTableAssociation",
    "ManagedPrefixList", "ManagedPrefixListEntry", "NatGateway", "NetworkAcl", "NetworkAclRule", "NetworkInterface",
    "PeeringConnectionOptions", "PlacementGroup", "Route", "RouteTable", "RouteTableAssociation", "SecurityGroup",
    "SecurityGroupRule", "Subnet", "Tag", "Vpc", "VpcDhcpOptions", "VpcDhcpOptionsAssociation", "VpcEndpoint",
    "VpcEndpointPolicy", "VpcEndpointRouteTableAssociation", "VpcEndpointSubnetAssociation",
    "VpcIpv4CidrBlockAssociation", "VpcPeeringConnection",
    "VpcPeeringConnectionAccepter",
  ],
  ec2transitgateway: [
    "PeeringAttachment", "PeeringAttachmentAccepter", "Route", "RouteTable", "RouteTableAssociation",
    "RouteTablePropagation", "TransitGateway", "VpcAttachment",
  ],
  ebs: ["Volume", "EncryptionByDefault", "DefaultKmsKey"],
  ecr: ["LifecyclePolicy", "PullThroughCacheRule", "RegistryPolicy", "RegistryScanningConfiguration", "ReplicationConfiguration", "Repository", "RepositoryPolicy"],
  ecs: ["CapacityProvider", "Cluster", "ClusterCapacityProviders", "Service", "TaskDefinition"],
  efs: ["AccessPoint", "BackupPolicy", "FileSystem", "MountTarget"],
  eks: "*",
  elasticache: "*",
  fis: ["ExperimentTemplate"],
  globalaccelerator: ["Accelerator", "EndpointGroup", "Listener"],
  iam: [
    "GroupPolicy", "InstanceProfile", "OpenIdConnectProvider", "Policy", "PolicyAttachment", "Role",
    "RolePolicy", "RolePoliciesExclusive", "RolePolicyAttachment", "RolePolicyAttachmentsExclusive", "ServiceLinkedRole", "User", "UserPolicy",
  ],
  kms: "*",
  lambda: ["Alias", "CodeSigningConfig", "EventSourceMapping", "Function", "FunctionEventInvokeConfig", "FunctionUrl", "LayerVersion", "Permission", "ProvisionedConcurrencyConfig"],
  lb: "*",
  rds: "*",
  resourcegroups: ["Group"],
  route53: "*",
  s3: "*",
  scheduler: ["Schedule", "ScheduleGroup"],
  secretsmanager: "*",
  servicediscovery: ["HttpNamespace", "PrivateDnsNamespace", "Service"],
  sfn: ["StateMachine"],
  sns: ["Topic", "TopicPolicy", "TopicSubscription"],
  sqs: "*",
  ssm: ["Parameter", "Document", "Association", "MaintenanceWindow"],
  synthetics: ["Canary"],
  vpc: ["SecurityGroupEgressRule", "SecurityGroupIngressRule", "SecurityGroupVpcAssociation", "EndpointServicePrivateDnsVerification"],
  wafv2: ["IpSet", "RegexPatternSet", "WebAcl", "WebAclAssociation", "WebAclLoggingConfiguration"],
};

/** Where the provider takes one of two ranges and the oracle heard of one only; from its source (`validation.Any`). */
export const CORRECTIONS = {
  "aws:secretsmanager/secret:Secret": { recoveryWindowInDays: { range: [7, 30], also: [0] } },
  "aws:lb/targetGroup:TargetGroup": { slowStart: { range: [30, 900], also: [0] } },
  // A few short periods, or any multiple of 60: `validation.Any`, of which the oracle heard the first.
  "aws:cloudwatch/metricAlarm:MetricAlarm": Object.fromEntries(
    ["period", "metricQueries[].period", "metricQueries[].metric.period"].map((path) => [path, { oneOf: undefined, atLeast: 1 }]),
  ),
};
