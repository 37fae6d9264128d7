import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { GlobalCacheArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";

export interface GlobalCacheArgs extends Pick<PlannedArgs, "suffix"> {
  /** Id of the first replication group, in the region of this stack. */
  readonly primaryReplicationGroupId: pulumi.Input<string>;
  /** Node class of all members. Default that of the primary; it can be changed only here once they have joined. */
  readonly class?: string;
  /** Engine and version of all members; both or neither. Default those of the primary. */
  readonly engine?: "valkey" | "redis";
  /** Default the primary's, as `engine`. */
  readonly version?: string;
  /** Pulumi's own protection. Default true. */
  readonly protect?: boolean;
  readonly transform?: { readonly globalReplicationGroup?: Transform<aws.elasticache.GlobalReplicationGroupArgs> };
}

/**
 * An ElastiCache Global Datastore, made from its first replication group. AWS puts a prefix of five letters before the
 * suffix, which no plan can know: `id` is handed on to the regions that join.
 *
 * @example new GlobalCache("sessions", { suffix: "shop-sessions", primaryReplicationGroupId: cache.replicationGroupId })
 */
export class GlobalCache extends Component {
  /** What a secondary joins; handed on as `global-data.<part>.id`. */
  readonly id: pulumi.Output<string>;

  constructor(name: string, args: GlobalCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:data:GlobalCache", name, {}, opts);
    if ((args.engine === undefined) !== (args.version === undefined)) {
      throw new Error(
        `GlobalCache ${name}: engine and version go together; the provider takes a version alone as Redis.`,
      );
    }
    const group = this.make(
      aws.elasticache.GlobalReplicationGroup,
      `${name}-global`,
      {
        globalReplicationGroupIdSuffix: args.suffix,
        primaryReplicationGroupId: args.primaryReplicationGroupId,
        globalReplicationGroupDescription: `Global Datastore of ${name}`,
        ...(args.class && { cacheNodeType: args.class }),
        ...(args.engine && args.version && { engine: args.engine, engineVersion: args.version }),
      },
      {
        transform: args.transform?.globalReplicationGroup,
        from: {
          globalReplicationGroupIdSuffix: "suffix",
          primaryReplicationGroupId: "primaryReplicationGroupId",
          cacheNodeType: "class",
          engine: "engine",
          engineVersion: "version",
        },
        opts: {
          protect: args.protect ?? true,
          // The provider reads back whoever is primary now [tf elasticache/global_replication_group.go, Read] and makes
          // it anew for another id or region: after a failover both would differ from the plan's.
          ignoreChanges: ["primaryReplicationGroupId", "region"],
        },
      },
    );
    this.id = group.globalReplicationGroupId;
    this.registerOutputs({ id: this.id });
  }
}
