import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { GlobalDatabaseArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";

export interface GlobalDatabaseArgs extends Pick<PlannedArgs, "globalClusterIdentifier"> {
  /** ARN of the first writer. */
  readonly sourceClusterArn: pulumi.Input<string>;
  /** Default true: the cloud refuses to delete until it is switched off. */
  readonly deletionProtection?: boolean;
  /**
   * Version to which all members are brought. Default none: it runs what its first writer ran. Only for an upgrade of a
   * global database that exists: RDS refuses a version while one is made from a cluster [API_CreateGlobalCluster.html].
   */
  readonly upgradeTo?: string;
  /** Pulumi's own protection. Default true. */
  readonly protect?: boolean;
  readonly transform?: { readonly globalCluster?: Transform<aws.rds.GlobalClusterArgs> };
}

/**
 * An Aurora global database, made from its first writer: an existing cluster can't be added to an existing one
 * (DECISIONS 8). Secondaries join afterwards, each from its own region's stack.
 *
 * @example new GlobalDatabase("orders", { globalClusterIdentifier: "shop-orders", sourceClusterArn: writer.clusterArn })
 */
export class GlobalDatabase extends Component {
  readonly globalClusterIdentifier: pulumi.Output<string>;
  readonly globalClusterArn: pulumi.Output<string>;
  /** Follows the writer from region to region. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: GlobalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:data:GlobalDatabase", name, {}, opts);
    const cluster = this.make(
      aws.rds.GlobalCluster,
      `${name}-global`,
      {
        globalClusterIdentifier: args.globalClusterIdentifier,
        sourceDbClusterIdentifier: args.sourceClusterArn,
        deletionProtection: args.deletionProtection ?? true,
        // Deleting it detaches the members, the writer last, and deletes none of them; without it the deletion of one
        // with members fails, and the provider asks for it beside a source [tf rds/global_cluster.go, RequiredWith].
        forceDestroy: true,
        ...(args.upgradeTo && { engineVersion: args.upgradeTo }),
      },
      {
        transform: args.transform?.globalCluster,
        from: {
          globalClusterIdentifier: "globalClusterIdentifier",
          sourceDbClusterIdentifier: "sourceClusterArn",
          deletionProtection: "deletionProtection",
        },
        opts: {
          protect: args.protect ?? true,
          // Read once, at its making. After a failover the plan's writer, and with it the region from which the
          // database is managed, is another: the provider would make it anew for either.
          ignoreChanges: ["sourceDbClusterIdentifier", "region"],
        },
      },
    );
    this.globalClusterIdentifier = cluster.globalClusterIdentifier;
    this.globalClusterArn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.registerOutputs({ globalClusterIdentifier: this.globalClusterIdentifier, endpoint: this.endpoint });
  }
}
