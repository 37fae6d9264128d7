import type { GraphResource } from "../../../blueprints/graph/graph";
import { CONTROL_PLANE_LOGS } from "../../rules/obs/cluster-logs";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

/** Leaves of a resource's inputs and what they become: dotted paths without indexes. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * The smallest change of one resource that obeys a rule, where the change is made in place. Rules whose remedy would replace
 * the resource (encryption at rest), or needs another resource (a dead-letter queue), or a choice that only the owner can
 * make (which web ACL), have none here.
 */
type Remedy = (resource: GraphResource, world: World) => Settings | undefined;

const atLeast =
  (input: string, least: number) =>
  (resource: GraphResource, world: World): Settings => {
    const now = Number(world.peek(resource, input));
    return { [input]: Number.isFinite(now) ? Math.max(now, least) : least };
  };

/** Two instead of one; room to grow stays as it is. */
const two: Remedy = (resource, world) => {
  switch (resource.type) {
    case TYPES.group:
      return { ...atLeast("minSize", 2)(resource, world), ...atLeast("maxSize", 2)(resource, world) };
    case TYPES.ecsService:
      return atLeast("desiredCount", 2)(resource, world);
    case TYPES.eksNodeGroup:
      return {
        "scalingConfig.minSize": 2,
        "scalingConfig.desiredSize": Math.max(2, Number(world.peek(resource, "scalingConfig.desiredSize")) || 2),
        "scalingConfig.maxSize": Math.max(2, Number(world.peek(resource, "scalingConfig.maxSize")) || 2),
      };
    case TYPES.deployment:
    case TYPES.statefulSet:
      return { "spec.replicas": 2 };
    default:
      return undefined;
  }
};

/** Without a name for it the provider refuses to delete the database [AWS provider, aws_db_instance, final_snapshot_identifier]. */
function finalSnapshot(resource: GraphResource, world: World): Settings {
  if (world.has(resource, "finalSnapshotIdentifier")) return { skipFinalSnapshot: false };
  const own = [world.peek(resource, "identifier"), world.peek(resource, "clusterIdentifier"), resource.name];
  const name = own.find((each) => typeof each === "string") ?? "";
  // A letter first, then letters, digits and single hyphens [RDS API, CreateDBSnapshot, DBSnapshotIdentifier].
  const base = String(name)
    .replace(/^.*\./, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[^A-Za-z]+|-$/g, "");
  return { skipFinalSnapshot: false, finalSnapshotIdentifier: `${base || "database"}-final` };
}

const fixed =
  (settings: Settings, ...types: readonly string[]): Remedy =>
  ({ type }) =>
    types.includes(type) ? settings : undefined;

export const REMEDIES: Readonly<Record<string, Remedy>> = {
  "compute/group-uses-lb-health": fixed({ healthCheckType: "ELB" }, TYPES.group),
  "compute/survives-zone-loss": two,
  "compute/service-rolls-safely": fixed(
    { "deploymentCircuitBreaker.enable": true, "deploymentCircuitBreaker.rollback": true },
    TYPES.ecsService,
  ),
  "res/no-single-cut": two,
  "k8s/two-or-more": two,
  "db/deletion-guard": (resource) =>
    resource.type === TYPES.table ? { deletionProtectionEnabled: true } : { deletionProtection: true },
  "db/multi-az": fixed({ multiAz: true }, TYPES.dbInstance),
  "db/backup-window-kept": (resource, world) => ({
    ...atLeast("backupRetentionPeriod", world.atLeast("scale") ? 14 : 7)(resource, world),
    ...(world.peek(resource, "skipFinalSnapshot") === true && finalSnapshot(resource, world)),
  }),
  "cache/fails-over": (resource, world) => ({
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    ...(world.has(resource, "replicasPerNodeGroup")
      ? atLeast("replicasPerNodeGroup", 1)(resource, world)
      : atLeast("numCacheClusters", 2)(resource, world)),
  }),
  "edge/health-evaluated": (record, world) =>
    world.has(record, "aliases") ? { "aliases.evaluateTargetHealth": true } : undefined,
  "nosql/recovery-on-every-replica": fixed({ "pointInTimeRecovery.enabled": true }, TYPES.table),
  "net/balancer-deletion-guard": fixed({ enableDeletionProtection: true }, TYPES.loadBalancer),
  "net/balancer-crosses-zones": ({ type }) =>
    type === TYPES.classicLoadBalancer ? { crossZoneLoadBalancing: true } : { enableCrossZoneLoadBalancing: true },
  "obs/cluster-logs": fixed({ enabledClusterLogTypes: CONTROL_PLANE_LOGS }, TYPES.eksCluster),
  "obs/logs-expire": fixed({ retentionInDays: 30 }, "aws:cloudwatch/logGroup:LogGroup"),
  "sec/balancer-drops-bad-headers": fixed({ dropInvalidHeaderFields: true }, TYPES.loadBalancer),
  "sec/key-rotates": fixed({ enableKeyRotation: true }, TYPES.kmsKey),
  "sec/no-address-unasked": fixed({ mapPublicIpOnLaunch: false }, TYPES.subnet),
  "sec/imdsv2": fixed({ "metadataOptions.httpTokens": "required" }, TYPES.launchTemplate, TYPES.instance),
  // A certificate of its own has to be there: CloudFront's takes what it takes.
  "sec/cdn-tls-current": (resource, world) =>
    world.has(resource, "viewerCertificate.acmCertificateArn")
      ? { "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2021" }
      : undefined,
  "sec/data-private": (resource, world) => {
    if (world.peek(resource, "transitEncryptionMode") === "preferred") return { transitEncryptionMode: "required" };
    return world.peek(resource, "publiclyAccessible") === true ? { publiclyAccessible: false } : undefined;
  },
  "sec/bucket-shut": fixed(
    { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    TYPES.bucketPublicAccess,
  ),
  "small/no-sticky-session": fixed({ "stickiness.enabled": false }, TYPES.targetGroup),
};
