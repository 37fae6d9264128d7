import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CacheArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { NetworkLink } from "../links";
import type { CredentialsTransform } from "./credentials";
import { defaultEndpoints } from "./endpoints";
import type { FirewallTransform } from "./firewall";
import { LOG_DAYS } from "./logs";
import { maintenanceWindow, suffixed } from "./names";

type Required = "engine" | "version" | "class" | "replicationGroupId";

export interface SessionCacheArgs extends Pick<CacheArgs, Required> {
  /** VPC and its three data subnets. */
  readonly network: NetworkLink;
  /** KMS key of the region: data at rest, token, log. Can never change. CloudWatch Logs must be let use it. */
  readonly keyArn: pulumi.Input<string>;
  /** Default `primary`. */
  readonly role?: CacheArgs["role"];
  /** Part of a Global Datastore. Default false. */
  readonly global?: boolean;
  /**
   * Id of the Global Datastore. A secondary joins it and must have it. A primary that is given it knows that it has
   * joined: what the datastore owns is then changed there (`GlobalCache`), and no longer here. Default none.
   */
  readonly globalReplicationGroupId?: pulumi.Input<string>;
  /** Besides the primary node. Default 1: the fewest with which it survives a zone. 0 has neither failover nor Multi-AZ. */
  readonly replicas?: number;
  /** Default 1; 0 keeps none. */
  readonly snapshotDays?: number;
  /** Default 6379. Can never change. */
  readonly port?: number;
  /** Default `/scalekit/<replicationGroupId>/{writer,reader,port}`. */
  readonly endpoints?: CacheArgs["endpoints"];
  /** Networks of peered regions that write here. Default none. */
  readonly peerCidrs?: readonly string[];
  /**
   * Host name of the cache that this region's services write to: the datastore's primary, reached over a peering. It is
   * published here in place of this cache's own, and under the same parameter, so that changing it replaces nothing.
   * Default this cache's own.
   */
  readonly writerElsewhere?: pulumi.Input<string>;
  /**
   * Name of a secret with an AUTH token. Default none: TLS and security groups alone. A token and not users (RBAC),
   * because it belongs to the datastore as a whole, `AuthTokenEnabled` [API_GlobalReplicationGroup.html], while user
   * groups are regional and would want the password carried to each region. Only the primary makes it.
   */
  readonly secretName?: string;
  /** Default none. */
  readonly secretReplicaRegions?: readonly string[];
  /** Keys for the replicas of the secret, by region. Default AWS's own key there. */
  readonly secretReplicaKeys?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Default 30: as long as Secrets Manager allows. */
  readonly secretRecoveryDays?: number;
  /** Default an hour chosen by the id, so that two regions seldom have the same. */
  readonly maintenanceWindow?: string;
  /** Default `<replicationGroupId>-final`. A second deletion needs another name while the first snapshot is kept. */
  readonly finalSnapshotIdentifier?: string;
  /** Default 30. */
  readonly logDays?: number;
  /** Pulumi's own protection of what holds data. Default true. */
  readonly protect?: boolean;
  readonly transform?: CacheTransform;
}

/** One entry a child; `ingress` and `parameter` apply to each of theirs. */
export interface CacheTransform extends CredentialsTransform, FirewallTransform {
  readonly subnetGroup?: Transform<aws.elasticache.SubnetGroupArgs>;
  readonly parameterGroup?: Transform<aws.elasticache.ParameterGroupArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly replicationGroup?: Transform<aws.elasticache.ReplicationGroupArgs>;
  readonly parameter?: Transform<aws.ssm.ParameterArgs>;
}

/** Every default filled in. */
export function withCacheDefaults(args: SessionCacheArgs) {
  return {
    ...args,
    role: args.role ?? "primary",
    /** A member already, as far as this run knows. */
    joined: args.globalReplicationGroupId !== undefined,
    replicas: args.replicas ?? 1,
    snapshotDays: args.snapshotDays ?? 1,
    port: args.port ?? 6379,
    endpoints: args.endpoints ?? defaultEndpoints(args.replicationGroupId),
    peerCidrs: args.peerCidrs ?? [],
    secretReplicaRegions: args.secretReplicaRegions ?? [],
    secretReplicaKeys: args.secretReplicaKeys ?? {},
    secretRecoveryDays: args.secretRecoveryDays ?? 30,
    maintenanceWindow: args.maintenanceWindow ?? maintenanceWindow(args.replicationGroupId),
    finalSnapshotIdentifier: args.finalSnapshotIdentifier ?? suffixed(args.replicationGroupId, "final", 255),
    logDays: args.logDays ?? LOG_DAYS,
    protect: args.protect ?? true,
    transform: args.transform ?? {},
  };
}
export type FilledCache = ReturnType<typeof withCacheDefaults>;

/** What cannot work; said before anything is made. */
export function checkCache(name: string, args: FilledCache): void {
  if (args.role === "secondary" && args.globalReplicationGroupId === undefined) {
    throw new Error(`SessionCache ${name}: a secondary needs globalReplicationGroupId, the datastore it joins.`);
  }
  if (args.role !== "secondary" && args.writerElsewhere !== undefined) {
    throw new Error(`SessionCache ${name}: only a secondary's writer is elsewhere; take writerElsewhere away.`);
  }
  if ((args.global || args.joined) && args.replicas < 1) {
    throw new Error(
      `SessionCache ${name}: a Global Datastore needs automatic failover, and so at least one replica in each region.`,
    );
  }
}
