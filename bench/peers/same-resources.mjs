// The same resources twice: as a Pulumi state and as the JSON of a Terraform plan. Ten kinds in turn, with inputs that both
// tools' rules read; every second one is as it should be.

/** Kind by kind: Pulumi type, Terraform type, inputs in Pulumi's spelling. */
const KINDS = [
  (good) => ["aws:sqs/queue:Queue", "aws_sqs_queue", { name: "jobs", sqsManagedSseEnabled: good, messageRetentionSeconds: 86400 }],
  (good) => ["aws:dynamodb/table:Table", "aws_dynamodb_table", { name: "carts", hashKey: "id", billingMode: "PAY_PER_REQUEST", deletionProtectionEnabled: good }],
  (good) => ["aws:rds/instance:Instance", "aws_db_instance", { identifier: "orders", engine: "postgres", instanceClass: "db.r6g.large", multiAz: good, storageEncrypted: good, deletionProtection: good, backupRetentionPeriod: 14, publiclyAccessible: false }],
  (good) => ["aws:rds/cluster:Cluster", "aws_rds_cluster", { clusterIdentifier: "orders", engine: "aurora-postgresql", storageEncrypted: good, deletionProtection: good, backupRetentionPeriod: 14 }],
  (good) => ["aws:elasticache/replicationGroup:ReplicationGroup", "aws_elasticache_replication_group", { replicationGroupId: "sessions", automaticFailoverEnabled: good, multiAzEnabled: good, numCacheClusters: 2, atRestEncryptionEnabled: good, transitEncryptionEnabled: true }],
  () => ["aws:ec2/subnet:Subnet", "aws_subnet", { availabilityZone: "eu-west-1a", cidrBlock: "10.0.0.0/24", vpcId: "vpc-1" }],
  (good) => ["aws:lb/loadBalancer:LoadBalancer", "aws_lb", { name: "entry", loadBalancerType: "application", internal: good, enableDeletionProtection: good, subnets: ["subnet-1", "subnet-2"] }],
  (good) => ["aws:lambda/function:Function", "aws_lambda_function", { name: "worker", runtime: "nodejs20.x", timeout: 30, reservedConcurrentExecutions: good ? 10 : -1 }],
  (good) => ["aws:cloudwatch/logGroup:LogGroup", "aws_cloudwatch_log_group", { name: "/app", retentionInDays: good ? 30 : 0 }],
  (good) => ["aws:kms/key:Key", "aws_kms_key", { description: "data", enableKeyRotation: good }],
];

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const asTerraform = (inputs, type) =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [type === "aws_lambda_function" && key === "name" ? "function_name" : snake(key), value]));

/**
 * @param bytes about what each resource takes, in tags: states of real systems are long
 * @returns both texts, of `count` resources each
 */
export function sameResources(count, bytes = 0) {
  const notes = Object.fromEntries(Array.from({ length: Math.max(0, Math.floor(bytes / 250) - 2) }, (_, index) => [`note-${index}`, "n".repeat(230)]));
  const state = [];
  const planned = [];
  const changes = [];
  for (let index = 0; index < count; index++) {
    const [type, terraform, inputs] = KINDS[index % KINDS.length](index % 2 === 0);
    const name = `resource-${index}`;
    state.push({
      urn: `urn:pulumi:production::bench::${type}::${name}`,
      custom: true,
      id: name,
      type,
      inputs: { ...inputs, region: "eu-west-1", tags: { Name: name, team: "bench", stage: "production", ...notes } },
      outputs: { ...inputs, id: name, arn: `arn:aws:service:eu-west-1:111122223333:${name}`, tagsAll: {} },
    });
    const values = { ...asTerraform(inputs, terraform), tags: { Name: name, team: "bench", stage: "production", ...notes } };
    const address = `${terraform}.${name}`;
    planned.push({ address, mode: "managed", type: terraform, name, provider_name: "registry.terraform.io/hashicorp/aws", schema_version: 0, values });
    changes.push({ address, mode: "managed", type: terraform, name, change: { actions: ["create"], before: null, after: values, after_unknown: {} } });
  }
  return {
    state: JSON.stringify({ version: 3, deployment: { manifest: {}, resources: state } }),
    plan: JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.9.0",
      planned_values: { root_module: { resources: planned } },
      resource_changes: changes,
      configuration: { root_module: { resources: [] } },
    }),
  };
}
