import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { StoreLink } from "../links";
import { type AuroraClusterArgs, checkAurora, type FilledAurora, withAuroraDefaults } from "./aurora-args";
import {
  CLUSTER_FROM,
  clusterParameters,
  hasReaders,
  INSTANCE_FROM,
  IO_OPTIMIZED,
  notOurs,
  ofRole,
  readerOf,
  replicaOf,
  writerOf,
} from "./aurora-inputs";
import { type Credentials, makeMasterCredentials } from "./credentials";
import { publishEndpoints } from "./endpoints";
import { hasInsights, sqlFamily, traitsOf } from "./engines";
import { letClientIn, letPeersIn, makeStoreGroup } from "./firewall";
import { makeLogGroups } from "./logs";
import type { Make } from "./make";
import { MONITORING_SECONDS, makeMonitoringRole } from "./monitoring";
import { BACKUP_WINDOW } from "./names";
import { exactly, type MadeProxy, makeProxy, type SecretRef } from "./proxy";
import { makeReplicaScaling } from "./replica-scaling";

/**
 * An Aurora cluster: the writer of a store, or a secondary of its global database. One type for both and for every
 * tier, so that growing never makes it anew. What it holds cannot be undone: the cluster, its password and its secret
 * are protected.
 *
 * @example new AuroraCluster("orders", { engine: "aurora-postgresql", version: "16.6", class: "db.r6g.large",
 *   clusterIdentifier: "shop-orders", databaseName: "orders", network, keyArn: key.arn })
 */
export class AuroraCluster extends Component implements StoreLink {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterIdentifier: pulumi.Output<string>;
  /** Where services of this region write, read, and on which port; also published as SSM parameters. */
  readonly writerEndpoint: pulumi.Output<string>;
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number;
  readonly securityGroupId: pulumi.Output<string>;
  /** Undefined where it has no proxy. */
  readonly proxySecurityGroupId: pulumi.Output<string> | undefined;
  /** In this region; a secondary that wasn't told its writer's has it without its random end. */
  readonly secretArn: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: FilledAurora;
  readonly #make: Make = this.make.bind(this);

  constructor(name: string, given: AuroraClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:data:AuroraCluster", name, {}, opts);
    const args = withAuroraDefaults(given);
    checkAurora(name, args);
    this.#name = name;
    this.#args = args;
    const make = this.#make;
    const { transform } = args;

    const group = makeStoreGroup(make, name, args.network, `Aurora cluster ${name}`, transform);
    const inside = { securityGroupId: group.id, port: args.port };
    letPeersIn(make, name, inside, args.peerCidrs, transform);
    const credentials = args.role === "writer" ? makeMasterCredentials(make, name, args, transform) : undefined;
    const cluster = this.#cluster(group.id, credentials);
    const instances = this.#instances(cluster);
    if (args.replicaScaling) {
      const { clusterIdentifier } = cluster;
      makeReplicaScaling(make, name, { clusterIdentifier, scaling: args.replicaScaling, instances }, transform);
    }
    const secret = credentials ? exactly(credentials.secretArn) : replicaOf(args);
    const proxy = args.proxy ? this.#proxy(cluster, instances, group.id, secret) : undefined;

    this.secretArn = secret.arn;
    this.proxySecurityGroupId = proxy?.securityGroupId;
    this.clusterArn = cluster.arn;
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.securityGroupId = group.id;
    this.port = args.port;
    this.readerEndpoint = pulumi.output(readerOf(cluster, proxy));
    this.writerEndpoint = pulumi.output(writerOf(args, cluster, proxy, this.readerEndpoint));
    const writer = args.writerElsewhere ? undefined : this.writerEndpoint;
    const reach = { writer, reader: this.readerEndpoint, port: args.port };
    publishEndpoints(make, name, args.endpoints, reach, transform.parameter);

    this.registerOutputs({
      clusterArn: this.clusterArn,
      writerEndpoint: this.writerEndpoint,
      readerEndpoint: this.readerEndpoint,
      secretArn: this.secretArn,
    });
  }

  allowFrom(client: string, securityGroupId: pulumi.Input<string>): void {
    letClientIn(this.#make, this.#name, { name: client, securityGroupId }, this, this.#args.transform);
  }

  #cluster(securityGroupId: pulumi.Output<string>, credentials: Credentials | undefined): aws.rds.Cluster {
    const args = this.#args;
    const { transform, keyArn } = args;
    const { logs } = traitsOf(args.engine);
    const subnets = this.make(
      aws.rds.SubnetGroup,
      `${this.#name}-subnets`,
      { subnetIds: [...args.network.dataSubnetIds], description: `Data subnets of ${this.#name}` },
      { transform: transform.subnetGroup },
    );
    // Auto-named, so that a new major version's family can be made beside the old one, used, and the old one deleted.
    const parameters = this.make(
      aws.rds.ClusterParameterGroup,
      `${this.#name}-parameters`,
      { family: sqlFamily(args.engine, args.version), parameters: clusterParameters(args) },
      { transform: transform.parameterGroup, from: { family: "version", parameters: "engine" } },
    );
    const prefix = `/aws/rds/cluster/${args.clusterIdentifier}`;
    const groups = makeLogGroups(
      this.#make,
      this.#name,
      { prefix, logs, keyArn, days: args.logDays },
      transform.logGroup,
    );
    return this.make(
      aws.rds.Cluster,
      `${this.#name}-cluster`,
      {
        clusterIdentifier: args.clusterIdentifier,
        engine: args.engine,
        engineVersion: args.version,
        // The written version says so; without it a new major version in the manifest would be refused.
        allowMajorVersionUpgrade: true,
        // What a run reports as done is done: later stacks of the same run build on it.
        applyImmediately: true,
        port: args.port,
        dbSubnetGroupName: subnets.name,
        dbClusterParameterGroupName: parameters.name,
        vpcSecurityGroupIds: [securityGroupId],
        storageEncrypted: true,
        kmsKeyId: keyArn,
        iamDatabaseAuthenticationEnabled: true,
        // Standard storage is what AWS answers nothing for: naming it would be a change in every preview.
        ...(args.storageType === "io-optimized" && { storageType: IO_OPTIMIZED }),
        backupRetentionPeriod: args.backupDays,
        preferredBackupWindow: BACKUP_WINDOW,
        preferredMaintenanceWindow: args.maintenanceWindow,
        copyTagsToSnapshot: true,
        deletionProtection: args.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: args.finalSnapshotIdentifier,
        enabledCloudwatchLogsExports: [...logs],
        ...ofRole(args, credentials),
      },
      {
        transform: transform.cluster,
        from: CLUSTER_FROM,
        opts: { protect: args.protect, dependsOn: groups, ignoreChanges: notOurs(args) },
      },
    );
  }

  /** Named by index, not by role: any of them may be the writer tomorrow. RDS spreads them over the zones. */
  #instances(cluster: aws.rds.Cluster): aws.rds.ClusterInstance[] {
    const args = this.#args;
    const monitoringRoleArn = makeMonitoringRole(this.#make, this.#name, args.keyArn, args.transform.monitoringRole);
    const insights = args.performanceInsightsDays > 0 && hasInsights(args.engine, args.class);
    return Array.from({ length: args.instances }, (_, index) =>
      this.make(
        aws.rds.ClusterInstance,
        `${this.#name}-instance-${index}`,
        {
          clusterIdentifier: cluster.clusterIdentifier,
          engine: args.engine,
          instanceClass: args.class,
          // 0 and 1 take over first, and are of the same class as all others.
          promotionTier: Math.min(index, 15),
          publiclyAccessible: false,
          copyTagsToSnapshot: true,
          applyImmediately: true,
          autoMinorVersionUpgrade: args.autoMinorVersionUpgrade,
          monitoringInterval: MONITORING_SECONDS,
          monitoringRoleArn,
          performanceInsightsEnabled: insights,
          ...(insights && {
            performanceInsightsKmsKeyId: args.keyArn,
            performanceInsightsRetentionPeriod: args.performanceInsightsDays,
          }),
        },
        {
          transform: args.transform.instance,
          from: INSTANCE_FROM,
        },
      ),
    );
  }

  #proxy(
    cluster: aws.rds.Cluster,
    instances: aws.rds.ClusterInstance[],
    storeGroupId: pulumi.Output<string>,
    secret: SecretRef,
  ): MadeProxy {
    const { engine, port, network, keyArn, clusterIdentifier: identifier, transform } = this.#args;
    return makeProxy(
      this.#make,
      this.#name,
      {
        ...{ engine, port, network, keyArn, secret, storeGroupId, identifier, instances },
        target: { cluster: cluster.clusterIdentifier },
        readEndpoint: hasReaders(this.#args),
      },
      transform,
    );
  }
}
