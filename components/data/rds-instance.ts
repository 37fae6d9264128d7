import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { StoreLink } from "../links";
import { type Credentials, makeMasterCredentials } from "./credentials";
import { publishEndpoints } from "./endpoints";
import { hasInsights, sqlFamily, traitsOf } from "./engines";
import { letClientIn, letPeersIn, makeStoreGroup } from "./firewall";
import { makeLogGroups } from "./logs";
import type { Make } from "./make";
import { MONITORING_SECONDS, makeMonitoringRole } from "./monitoring";
import { BACKUP_WINDOW } from "./names";
import { exactly, type MadeProxy, makeProxy, type SecretRef } from "./proxy";
import { checkRds, type FilledRds, type RdsInstanceArgs, withRdsDefaults } from "./rds-args";

/**
 * An RDS instance with read replicas, for stores that are declared never to be global.
 *
 * @example new RdsInstance("reports", { engine: "postgres", version: "16.6", class: "db.m6g.large", storageGiB: 100,
 *   identifier: "shop-reports", databaseName: "reports", network, keyArn: key.arn })
 */
export class RdsInstance extends Component implements StoreLink {
  readonly instanceArn: pulumi.Output<string>;
  readonly instanceIdentifier: pulumi.Output<string>;
  readonly replicaIdentifiers: readonly pulumi.Output<string>[];
  readonly writerEndpoint: pulumi.Output<string>;
  /** Host names of the replicas with commas between, as libpq and JDBC take them; the writer's where there are none. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number;
  readonly securityGroupId: pulumi.Output<string>;
  /** Undefined where it has no proxy. */
  readonly proxySecurityGroupId: pulumi.Output<string> | undefined;
  readonly secretArn: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: FilledRds;
  readonly #make: Make = this.make.bind(this);

  constructor(name: string, given: RdsInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:data:RdsInstance", name, {}, opts);
    const args = withRdsDefaults(given);
    checkRds(name, args);
    this.#name = name;
    this.#args = args;
    const make = this.#make;
    const { transform } = args;

    const group = makeStoreGroup(make, name, args.network, `RDS instance ${name}`, transform);
    letPeersIn(make, name, { securityGroupId: group.id, port: args.port }, args.peerCidrs, transform);
    const credentials = makeMasterCredentials(make, name, args, transform);
    const common = this.#common(group.id);
    const instance = this.#instance(common, credentials);
    const replicas = this.#replicas(common, instance);
    const proxy = args.proxy ? this.#proxy(instance, group.id, exactly(credentials.secretArn)) : undefined;

    this.instanceArn = instance.arn;
    this.instanceIdentifier = instance.identifier;
    this.replicaIdentifiers = replicas.map(({ identifier }) => identifier);
    this.securityGroupId = group.id;
    this.proxySecurityGroupId = proxy?.securityGroupId;
    this.secretArn = credentials.secretArn;
    this.port = args.port;
    this.writerEndpoint = proxy?.endpoint ?? instance.address;
    const readers = pulumi.all(replicas.map((replica) => replica.address)).apply((hosts) => hosts.join(","));
    this.readerEndpoint = replicas.length > 0 ? readers : this.writerEndpoint;
    const reach = { writer: this.writerEndpoint, reader: this.readerEndpoint, port: args.port };
    publishEndpoints(make, name, args.endpoints, reach, transform.parameter);

    this.registerOutputs({
      instanceArn: this.instanceArn,
      writerEndpoint: this.writerEndpoint,
      readerEndpoint: this.readerEndpoint,
      secretArn: this.secretArn,
    });
  }

  allowFrom(client: string, securityGroupId: pulumi.Input<string>): void {
    letClientIn(this.#make, this.#name, { name: client, securityGroupId }, this, this.#args.transform);
  }

  /** What the instance and its replicas share. */
  #common(securityGroupId: pulumi.Output<string>) {
    const args = this.#args;
    // Auto-named, so that a new major version's family can be made beside the old one, used, and the old one deleted.
    const parameters = this.make(
      aws.rds.ParameterGroup,
      `${this.#name}-parameters`,
      { family: sqlFamily(args.engine, args.version), parameters: [...traitsOf(args.engine).parameters] },
      { transform: args.transform.parameterGroup, from: { family: "version", parameters: "engine" } },
    );
    const monitoringRoleArn = makeMonitoringRole(this.#make, this.#name, args.keyArn, args.transform.monitoringRole);
    const insights = args.performanceInsightsDays > 0 && hasInsights(args.engine, args.class);
    return {
      engineVersion: args.version,
      // The written version says so; without it a new major version in the manifest would be refused.
      allowMajorVersionUpgrade: true,
      instanceClass: args.class,
      port: args.port,
      storageType: "gp3",
      maxAllocatedStorage: args.storageMaximumGiB,
      storageEncrypted: true,
      publiclyAccessible: false,
      vpcSecurityGroupIds: [securityGroupId],
      parameterGroupName: parameters.name,
      iamDatabaseAuthenticationEnabled: true,
      autoMinorVersionUpgrade: args.autoMinorVersionUpgrade,
      applyImmediately: true,
      copyTagsToSnapshot: true,
      maintenanceWindow: args.maintenanceWindow,
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn,
      performanceInsightsEnabled: insights,
      ...(insights && {
        performanceInsightsKmsKeyId: args.keyArn,
        performanceInsightsRetentionPeriod: args.performanceInsightsDays,
      }),
    } satisfies aws.rds.InstanceArgs;
  }

  #instance(common: aws.rds.InstanceArgs, credentials: Credentials): aws.rds.Instance {
    const args = this.#args;
    const { logs } = traitsOf(args.engine);
    const subnets = this.make(
      aws.rds.SubnetGroup,
      `${this.#name}-subnets`,
      { subnetIds: [...args.network.dataSubnetIds], description: `Data subnets of ${this.#name}` },
      { transform: args.transform.subnetGroup },
    );
    const prefix = `/aws/rds/instance/${args.identifier}`;
    const days = args.logDays;
    const groups = makeLogGroups(
      this.#make,
      this.#name,
      { prefix, logs, keyArn: args.keyArn, days },
      args.transform.logGroup,
    );
    return this.make(
      aws.rds.Instance,
      `${this.#name}-instance`,
      {
        ...common,
        identifier: args.identifier,
        engine: args.engine,
        dbName: args.databaseName,
        username: args.masterUsername,
        password: credentials.password,
        allocatedStorage: args.storageGiB,
        kmsKeyId: args.keyArn,
        multiAz: args.multiAz,
        dbSubnetGroupName: subnets.name,
        backupRetentionPeriod: args.backupDays,
        backupWindow: BACKUP_WINDOW,
        deletionProtection: args.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: args.finalSnapshotIdentifier,
        enabledCloudwatchLogsExports: [...logs],
      },
      {
        transform: args.transform.instance,
        from: INSTANCE_FROM,
        opts: { protect: args.protect, dependsOn: groups },
      },
    );
  }

  /** Named by index. A replica in its source's region takes engine, key, subnets and credentials from it. */
  #replicas(common: aws.rds.InstanceArgs, instance: aws.rds.Instance): aws.rds.Instance[] {
    return Array.from({ length: this.#args.replicas }, (_, index) =>
      this.make(
        aws.rds.Instance,
        `${this.#name}-replica-${index}`,
        {
          ...common,
          replicateSourceDb: instance.identifier,
          // RDS takes no final snapshot of a replica; everything it holds is at its source.
          skipFinalSnapshot: true,
        },
        { transform: this.#args.transform.replica, from: FROM },
      ),
    );
  }

  #proxy(instance: aws.rds.Instance, storeGroupId: pulumi.Output<string>, secret: SecretRef): MadeProxy {
    const { engine, port, network, keyArn, identifier, transform } = this.#args;
    return makeProxy(
      this.#make,
      this.#name,
      {
        ...{ engine, port, network, keyArn, secret, storeGroupId, identifier, instances: [instance] },
        target: { instance: instance.identifier },
        // Read-only endpoints are for Aurora clusters alone [AmazonRDS/latest/UserGuide/rds-proxy-endpoints.html].
        readEndpoint: false,
      },
      transform,
    );
  }
}

/** Which argument each input comes from. */
const FROM = {
  engineVersion: "version",
  instanceClass: "class",
  port: "port",
  maxAllocatedStorage: "storageGiB",
  maintenanceWindow: "identifier",
  autoMinorVersionUpgrade: "version",
  performanceInsightsEnabled: "performanceInsightsDays",
  performanceInsightsRetentionPeriod: "performanceInsightsDays",
} as const;

const INSTANCE_FROM = {
  ...FROM,
  identifier: "identifier",
  engine: "engine",
  dbName: "databaseName",
  multiAz: "multiAz",
  allocatedStorage: "storageGiB",
  backupRetentionPeriod: "backupDays",
  deletionProtection: "deletionProtection",
  enabledCloudwatchLogsExports: "engine",
  finalSnapshotIdentifier: "identifier",
} as const;
