/** One resource of a deployment, as far as it is broken here. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** Something that somebody does to one resource of a good system, told without any rule in mind. */
export interface Breakage {
  readonly what: string;
  readonly type: string;
  /** Part of the URN, where the first of the type will not do. */
  readonly named?: string;
  /** New inputs; undefined takes everything away that is meant. */
  readonly change?: (inputs: Record<string, unknown>) => Record<string, unknown>;
}

const set =
  (more: Record<string, unknown>) =>
  (inputs: Record<string, unknown>): Record<string, unknown> => ({ ...inputs, ...more });
const within =
  (input: string, more: Record<string, unknown>) =>
  (inputs: Record<string, unknown>): Record<string, unknown> => ({
    ...inputs,
    [input]: { ...(inputs[input] as Record<string, unknown>), ...more },
  });
const without =
  (...names: readonly string[]) =>
  (inputs: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
const firstOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 1) : []);

const GROUP = "aws:autoscaling/group:Group";
const CLUSTER = "aws:rds/cluster:Cluster";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";

/** Thirty ways to break the shop at tier global. */
export const BREAKAGES: readonly Breakage[] = [
  { what: "a group of one instance", type: GROUP, change: set({ minSize: 1, maxSize: 1 }) },
  {
    what: "a group in one zone",
    type: GROUP,
    change: (all) => ({ ...all, vpcZoneIdentifiers: firstOf(all.vpcZoneIdentifiers) }),
  },
  {
    what: "a group that only asks EC2 whether an instance is well",
    type: GROUP,
    change: set({ healthCheckType: "EC2" }),
  },
  { what: "a grace period shorter than the boot", type: GROUP, change: set({ healthCheckGracePeriod: 0 }) },
  { what: "no scaling policy for the web", type: "aws:autoscaling/policy:Policy", named: "::web-" },
  {
    what: "instances whose metadata anybody reads",
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    change: within("metadataOptions", { httpTokens: "optional" }),
  },
  {
    what: "a database that can be deleted by accident",
    type: CLUSTER,
    change: set({ deletionProtection: false, skipFinalSnapshot: true }),
  },
  { what: "backups for a day", type: CLUSTER, change: set({ backupRetentionPeriod: 1 }) },
  {
    what: "a database that is not encrypted",
    type: CLUSTER,
    change: (all) => without("kmsKeyId")({ ...all, storageEncrypted: false }),
  },
  {
    what: "a database that anybody reaches",
    type: "aws:rds/clusterInstance:ClusterInstance",
    change: set({ publiclyAccessible: true }),
  },
  {
    what: "a secondary of smaller instances",
    type: "aws:rds/clusterInstance:ClusterInstance",
    named: "us-east-1",
    change: set({ instanceClass: "db.t4g.medium" }),
  },
  {
    what: "parameters that differ in one region",
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    named: "us-east-1",
    change: set({ parameters: [] }),
  },
  {
    what: "a cache that does not fail over",
    type: CACHE,
    change: set({ automaticFailoverEnabled: false, multiAzEnabled: false }),
  },
  {
    what: "a cache of one node",
    type: CACHE,
    change: (all) =>
      without("replicasPerNodeGroup")({
        ...all,
        numCacheClusters: 1,
        automaticFailoverEnabled: false,
        multiAzEnabled: false,
      }),
  },
  { what: "a cache that talks in the clear", type: CACHE, change: set({ transitEncryptionEnabled: false }) },
  {
    what: "a cache of smaller nodes in one region",
    type: CACHE,
    named: "us-east-1",
    change: set({ nodeType: "cache.t4g.micro" }),
  },
  { what: "a balancer in one zone", type: BALANCER, change: (all) => ({ ...all, subnets: firstOf(all.subnets) }) },
  {
    what: "a health check on another path in one region",
    type: "aws:lb/targetGroup:TargetGroup",
    named: "us-east-1",
    change: within("healthCheck", { path: "/", interval: 300 }),
  },
  { what: "sticky sessions", type: "aws:lb/targetGroup:TargetGroup", change: within("stickiness", { enabled: true }) },
  {
    what: "a record that does not ask whether its target is well",
    type: "aws:route53/record:Record",
    named: "::entry-record-origin",
    change: (all) => ({
      ...without("healthCheckId")(all),
      aliases: (all.aliases as Record<string, unknown>[]).map((alias) => ({ ...alias, evaluateTargetHealth: false })),
    }),
  },
  {
    what: "a region that no record leads to",
    type: "aws:route53/record:Record",
    named:
      "us-east-1::shop::scalekit:compute:EntryPoint$scalekit:edge:OriginRecord$aws:route53/record:Record::entry-record-origin",
  },
  {
    what: "a CDN whose origins are all in one region",
    type: "aws:cloudfront/distribution:Distribution",
    change: (all) => ({
      ...all,
      origins: (all.origins as Record<string, unknown>[]).map((origin) =>
        "customOriginConfig" in origin ? { ...origin, domainName: "us-east-1.origin.shop.example.com" } : origin,
      ),
    }),
  },
  { what: "a CDN without a firewall", type: "aws:cloudfront/distribution:Distribution", change: without("webAclId") },
  {
    what: "a bucket that may be made public",
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    change: set({
      blockPublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
      ignorePublicAcls: false,
    }),
  },
  { what: "a replication that is switched off", type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig" },
  {
    what: "an alarm that tells nobody",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    change: set({ alarmActions: [] }),
  },
  {
    what: "a scaling target that is pinned",
    type: "aws:appautoscaling/target:Target",
    change: set({ minCapacity: 1, maxCapacity: 1 }),
  },
  {
    what: "a database door that is open to everybody",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    named: "::orders-from-proxy",
    change: (all) => ({ ...without("referencedSecurityGroupId")(all), cidrIpv4: "0.0.0.0/0" }),
  },
  {
    what: "a certificate for another name",
    type: "aws:acm/certificate:Certificate",
    named: "us-east-1::shop::scalekit:compute:EntryPoint",
    change: set({ domainName: "other.example.org", subjectAlternativeNames: [] }),
  },
  {
    what: "ranges that overlap",
    type: "aws:ec2/vpc:Vpc",
    named: "us-east-1",
    change: set({ cidrBlock: "10.24.0.0/16" }),
  },
];

/** The deployments with one thing broken. */
export function broken(texts: readonly string[], { what, type, named, change }: Breakage): string[] {
  let done = false;
  const result = texts.map((text) => {
    const document = JSON.parse(text) as { checkpoint: { latest: { resources: StateResource[] } } };
    const { latest } = document.checkpoint;
    const meant = latest.resources.filter(
      (resource) => resource.type === type && (named === undefined || resource.urn.includes(named)),
    );
    const [first] = meant;
    if (done || !first) return text;
    done = true;
    if (change) first.inputs = change(first.inputs ?? {});
    else latest.resources = latest.resources.filter((resource) => !meant.includes(resource));
    return JSON.stringify(document);
  });
  if (!done) throw new Error(`there is nothing to break for ${what}`);
  return result;
}
