import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { StoreLink } from "../links";
import {
  type CacheTransform,
  checkCache,
  type FilledCache,
  type SessionCacheArgs,
  withCacheDefaults,
} from "./cache-args";
import { CACHE_FROM, notOurs, ofRole } from "./cache-inputs";
import { type Credentials, makeCredentials } from "./credentials";
import { publishEndpoints } from "./endpoints";
import { cacheFamily } from "./engines";
import { letClientIn, letPeersIn, makeStoreGroup } from "./firewall";
import type { Make } from "./make";
import { BACKUP_WINDOW } from "./names";

/**
 * A cache for sessions: a replication group from the smallest tier on, as a single node can't become one. One shard;
 * encrypted at rest and in transit. At global it is the primary or a secondary of a Global Datastore.
 *
 * @example new SessionCache("sessions", { engine: "valkey", version: "8.0", class: "cache.r7g.large",
 *   replicationGroupId: "shop-sessions", network, keyArn: key.arn })
 */
export class SessionCache extends Component implements StoreLink {
  readonly replicationGroupId: pulumi.Output<string>;
  readonly replicationGroupArn: pulumi.Output<string>;
  /** This cache's own; of a secondary it takes writes only once that is promoted. */
  readonly writerEndpoint: pulumi.Output<string>;
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number;
  readonly securityGroupId: pulumi.Output<string>;
  /** Undefined where it has no token, and on a secondary, whose token is the primary's. */
  readonly secretArn: pulumi.Output<string> | undefined;

  readonly #name: string;
  readonly #transform: CacheTransform;
  readonly #make: Make = this.make.bind(this);

  constructor(name: string, given: SessionCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:data:SessionCache", name, {}, opts);
    const args = withCacheDefaults(given);
    checkCache(name, args);
    this.#name = name;
    this.#transform = args.transform;

    const group = makeStoreGroup(this.#make, name, args.network, `Session cache ${name}`, args.transform);
    const inside = { securityGroupId: group.id, port: args.port };
    letPeersIn(this.#make, name, inside, args.peerCidrs, args.transform);
    const credentials = this.#credentials(args);
    const cache = this.#replicationGroup(args, group.id, credentials);

    this.replicationGroupId = cache.replicationGroupId;
    this.replicationGroupArn = cache.arn;
    this.securityGroupId = group.id;
    this.secretArn = credentials?.secretArn;
    this.port = args.port;
    this.writerEndpoint = cache.primaryEndpointAddress;
    this.readerEndpoint = args.replicas > 0 ? cache.readerEndpointAddress : cache.primaryEndpointAddress;
    const writer = args.writerElsewhere ?? this.writerEndpoint;
    const reach = { writer, reader: this.readerEndpoint, port: args.port };
    publishEndpoints(this.#make, name, args.endpoints, reach, args.transform.parameter);

    this.registerOutputs({
      replicationGroupId: this.replicationGroupId,
      writerEndpoint: this.writerEndpoint,
      readerEndpoint: this.readerEndpoint,
    });
  }

  allowFrom(client: string, securityGroupId: pulumi.Input<string>): void {
    letClientIn(this.#make, this.#name, { name: client, securityGroupId }, this, this.#transform);
  }

  #credentials(args: FilledCache): Credentials | undefined {
    const { secretName } = args;
    if (secretName === undefined || args.role === "secondary") return undefined;
    const content = (token: string) => ({ token });
    const description = `AUTH token of ${this.#name}`;
    return makeCredentials(this.#make, this.#name, { ...args, secretName, content, description }, args.transform);
  }

  #replicationGroup(
    args: FilledCache,
    securityGroupId: pulumi.Output<string>,
    credentials: Credentials | undefined,
  ): aws.elasticache.ReplicationGroup {
    const subnets = this.make(
      aws.elasticache.SubnetGroup,
      `${this.#name}-subnets`,
      { subnetIds: [...args.network.dataSubnetIds], description: `Data subnets of ${this.#name}` },
      { transform: args.transform.subnetGroup },
    );
    const parameters = this.#parameters(args);
    const slowLog = this.make(
      aws.cloudwatch.LogGroup,
      `${this.#name}-slow-log`,
      { retentionInDays: args.logDays, kmsKeyId: args.keyArn },
      { transform: args.transform.logGroup, from: { retentionInDays: "logDays" } },
    );
    return this.make(
      aws.elasticache.ReplicationGroup,
      `${this.#name}-group`,
      {
        replicationGroupId: args.replicationGroupId,
        description: `Sessions: ${this.#name}`,
        numCacheClusters: args.replicas + 1,
        automaticFailoverEnabled: args.replicas > 0,
        multiAzEnabled: args.replicas > 0,
        port: args.port,
        subnetGroupName: subnets.name,
        securityGroupIds: [securityGroupId],
        // Each region has its own key; that data is encrypted at all a secondary takes from its primary.
        kmsKeyId: args.keyArn,
        snapshotRetentionLimit: args.snapshotDays,
        snapshotWindow: BACKUP_WINDOW,
        maintenanceWindow: args.maintenanceWindow,
        ...(args.snapshotDays > 0 && { finalSnapshotIdentifier: args.finalSnapshotIdentifier }),
        // What a run reports as done is done: the Global Datastore of the same run builds on it.
        applyImmediately: true,
        logDeliveryConfigurations: [
          { destinationType: "cloudwatch-logs", destination: slowLog.name, logFormat: "json", logType: "slow-log" },
        ],
        ...ofRole(args, parameters.name, credentials),
      },
      {
        transform: args.transform.replicationGroup,
        from: CACHE_FROM,
        opts: { protect: args.protect, ignoreChanges: notOurs(args) },
      },
    );
  }

  /**
   * Made in both roles, so that changing roles deletes none that is in use, and auto-named, so that a new major
   * version's can be made beside the old one. A secondary's own is made and filled by AWS from the primary's.
   */
  #parameters(args: FilledCache): aws.elasticache.ParameterGroup {
    return this.make(
      aws.elasticache.ParameterGroup,
      `${this.#name}-parameters`,
      {
        family: cacheFamily(args.engine, args.version),
        // Sessions have an expiry: when memory is full the least used of those go, and nothing without one is lost.
        parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }],
      },
      { transform: args.transform.parameterGroup, from: { family: "version" } },
    );
  }
}
