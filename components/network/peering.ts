import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PeeringArgs as PeeringPart } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";
import { PRIVATE_ROUTE_TABLES } from "./routes";

/** Exactly `PRIVATE_ROUTE_TABLES` (4) ids: the routes are counted before the ids are known. */
type RouteTableIds = pulumi.Input<readonly pulumi.Input<string>[]>;

/** Where the peer's stores answer, handed on by its stack. */
export interface PeerStore {
  readonly writer: pulumi.Input<string>;
  /** Needed where the plan's `publishes` says `all`. Default none. */
  readonly reader?: pulumi.Input<string> | undefined;
}

export interface PeeringComponentArgs extends Pick<PeeringPart, "peerRegion" | "peerCidr" | "ownCidr"> {
  /** The network of this region, which asks for the peering; a `Network` has this shape. */
  readonly network: { readonly vpcId: pulumi.Input<string>; readonly routeTableIds: RouteTableIds };
  /** The network in `peerRegion`: its outputs `vpcId` and `routeTableIds`, as handed on by its stack. */
  readonly peerVpcId: pulumi.Input<string>;
  readonly peerRouteTableIds: RouteTableIds;
  /** Stores of the peer whose addresses are published in this region's Parameter Store. Default none. */
  readonly publishes?: PeeringPart["publishes"];
  /** Host names of those stores, by store. Default none. */
  readonly stores?: Readonly<Record<string, PeerStore>>;
  /** Default none: the provider's default tags are on already. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transform?: {
    readonly connection?: Transform<aws.ec2.VpcPeeringConnectionArgs>;
    readonly accepter?: Transform<aws.ec2.VpcPeeringConnectionAccepterArgs>;
    /** Both sides'. */
    readonly options?: Transform<aws.ec2.PeeringConnectionOptionsArgs>;
    /** Each route, on both sides. */
    readonly route?: Transform<aws.ec2.RouteArgs>;
    readonly parameter?: Transform<aws.ssm.ParameterArgs>;
  };
}

/**
 * Joins this region's network with one in another region: a connection asked for here and accepted there (by the
 * per-resource `region` of the AWS provider 7, so no second provider), routes on both sides, and private DNS answers
 * across it. What security groups let through stays each store's own matter (`peerCidrs`).
 *
 * Making and changing it needs the control plane of both regions; what it carries needs neither.
 */
export class Peering extends Component {
  readonly connectionId: pulumi.Output<string>;

  constructor(name: string, args: PeeringComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:network:Peering", name, {}, opts);
    const connection = this.makeConnection(name, args);
    const accepted = this.makeAccepter(name, args, connection);
    this.makeOptions(name, args, accepted);
    this.makeRoutes(name, args, accepted);
    this.publishStores(name, args);
    this.connectionId = accepted;
    this.registerOutputs({ connectionId: this.connectionId });
  }

  private makeConnection(name: string, args: PeeringComponentArgs): aws.ec2.VpcPeeringConnection {
    return this.make(
      aws.ec2.VpcPeeringConnection,
      `${name}-connection`,
      {
        vpcId: args.network.vpcId,
        peerVpcId: args.peerVpcId,
        peerRegion: args.peerRegion,
        // AWS refuses to accept for another region in the request itself; the accepter below does.
        autoAccept: false,
        tags: { ...args.tags, Name: name },
      },
      { transform: args.transform?.connection, from: { peerRegion: "peerRegion" } },
    );
  }

  /** Returns the connection's id, known to whoever uses it only once the peer has accepted. */
  private makeAccepter(
    name: string,
    args: PeeringComponentArgs,
    connection: aws.ec2.VpcPeeringConnection,
  ): pulumi.Output<string> {
    const accepter = this.make(
      aws.ec2.VpcPeeringConnectionAccepter,
      `${name}-accepter`,
      {
        vpcPeeringConnectionId: connection.id,
        region: args.peerRegion,
        autoAccept: true,
        tags: { ...args.tags, Name: name },
      },
      { transform: args.transform?.accepter, from: { region: "peerRegion" } },
    );
    return accepter.id;
  }

  /** Host names of the other side resolve to private addresses; each side can set only its own half. */
  private makeOptions(name: string, args: PeeringComponentArgs, connectionId: pulumi.Output<string>): void {
    const transform = args.transform?.options;
    const resolve = { allowRemoteVpcDnsResolution: true };
    this.make(
      aws.ec2.PeeringConnectionOptions,
      `${name}-requester-dns`,
      { vpcPeeringConnectionId: connectionId, requester: resolve },
      { transform },
    );
    this.make(
      aws.ec2.PeeringConnectionOptions,
      `${name}-accepter-dns`,
      { vpcPeeringConnectionId: connectionId, region: args.peerRegion, accepter: resolve },
      { transform, from: { region: "peerRegion" } },
    );
  }

  private makeRoutes(name: string, args: PeeringComponentArgs, connectionId: pulumi.Output<string>): void {
    const transform = args.transform?.route;
    const tableOf = (tables: RouteTableIds, index: number) => pulumi.output(tables).apply((ids) => tableAt(ids, index));
    for (let index = 0; index < PRIVATE_ROUTE_TABLES; index++) {
      this.make(
        aws.ec2.Route,
        `${name}-there-${index + 1}`,
        {
          routeTableId: tableOf(args.network.routeTableIds, index),
          destinationCidrBlock: args.peerCidr,
          vpcPeeringConnectionId: connectionId,
        },
        { transform, from: { destinationCidrBlock: "peerCidr" } },
      );
      this.make(
        aws.ec2.Route,
        `${name}-back-${index + 1}`,
        {
          region: args.peerRegion,
          routeTableId: tableOf(args.peerRouteTableIds, index),
          destinationCidrBlock: args.ownCidr,
          vpcPeeringConnectionId: connectionId,
        },
        { transform, from: { region: "peerRegion", destinationCidrBlock: "ownCidr" } },
      );
    }
  }

  /** Services read endpoints in their own region only; so what the peer's stack handed on is written down here. */
  private publishStores(name: string, args: PeeringComponentArgs): void {
    (args.publishes ?? []).forEach(({ store, access, port, endpoints }, index) => {
      const { writer, reader } = args.stores?.[store] ?? {};
      const publish = (what: keyof typeof endpoints, value: pulumi.Input<string> | undefined) => {
        if (value === undefined) throw new Error(`${name} is to publish the ${what} of ${store} but was not given it`);
        this.make(
          aws.ssm.Parameter,
          `${name}-${store}-${what}`,
          // Host names are no secret: `value` would be masked in every plan, `insecureValue` is shown.
          {
            name: endpoints[what],
            type: "String",
            insecureValue: value,
            description: `${what} of ${store} in ${args.peerRegion}`,
          },
          { transform: args.transform?.parameter, from: { name: `publishes.${index}.endpoints.${what}` } },
        );
      };
      publish("writer", writer);
      if (access === "writes") return;
      publish("reader", reader);
      publish("port", String(port));
    });
  }
}

function tableAt(ids: readonly string[], index: number): string {
  const id = ids[index];
  if (id === undefined || ids.length !== PRIVATE_ROUTE_TABLES) {
    throw new Error(`a peering needs the ids of ${PRIVATE_ROUTE_TABLES} route tables and was given ${ids.length}`);
  }
  return id;
}
