import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { Make } from "../data/make";
import type { NetworkLink } from "../links";
import { makeEndpoints } from "./endpoints";
import { makeFlowLogs } from "./flow-logs";
import { type NetworkComponentArgs, type NetworkSettings, withNetworkDefaults } from "./network-args";
import { makePrivateRoutes, makePublicRoutes } from "./routes";
import { makeSubnets } from "./subnets";

/**
 * The network of one region: a VPC over three zones with a public, an application and a data subnet in each. The data
 * subnets have no way to the internet. What can't change later (the CIDR, the subnets, one private route table a zone)
 * is the same at every tier; growing adds NAT gateways and endpoints. Can be handed to any component that asks for a
 * `NetworkLink`.
 */
export class Network extends Component implements NetworkLink {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: pulumi.Output<string>;
  /** Three each, zones in order. */
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly appSubnetIds: readonly pulumi.Output<string>[];
  readonly dataSubnetIds: readonly pulumi.Output<string>[];
  /** Always `PRIVATE_ROUTE_TABLES` of them: the applications' zone by zone, then the data subnets'. A peering adds routes to each. */
  readonly routeTableIds: readonly pulumi.Output<string>[];
  /** One or three addresses from which the private subnets reach the internet: what others put on their allow lists. */
  readonly natAddresses: readonly pulumi.Output<string>[];

  constructor(name: string, args: NetworkComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:network:Network", name, {}, opts);
    const settings = withNetworkDefaults(args);
    const make: Make = this.make.bind(this);

    const vpc = makeVpc(make, name, settings);
    emptyDefaultSecurityGroup(make, name, vpc, settings);
    const subnets = makeSubnets(make, name, vpc, settings);
    const internet = makePublicRoutes(make, name, vpc, subnets.public, settings);
    const { appTables, dataTable, natAddresses } = makePrivateRoutes(make, name, { vpc, subnets, internet }, settings);
    makeEndpoints(make, name, { vpc, subnets: subnets.app, tables: appTables }, settings);
    makeFlowLogs(make, name, vpc, settings);

    this.vpcId = vpc.id;
    this.vpcCidr = pulumi.output(args.cidr);
    this.publicSubnetIds = subnets.public.map(({ id }) => id);
    this.appSubnetIds = subnets.app.map(({ id }) => id);
    this.dataSubnetIds = subnets.data.map(({ id }) => id);
    this.routeTableIds = [...appTables, dataTable].map(({ id }) => id);
    this.natAddresses = natAddresses;
    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      publicSubnetIds: this.publicSubnetIds,
      appSubnetIds: this.appSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
      routeTableIds: this.routeTableIds,
      natAddresses: this.natAddresses,
    });
  }
}

/** DNS support and host names are on: interface endpoints with private names need both. */
function makeVpc(make: Make, name: string, { cidr, tags, transform }: NetworkSettings): aws.ec2.Vpc {
  return make(
    aws.ec2.Vpc,
    `${name}-vpc`,
    { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: { ...tags, Name: name } },
    { transform: transform.vpc, from: { cidrBlock: "cidr" } },
  );
}

/** Takes over the group that AWS puts on whatever names none, and leaves it without a rule (CIS AWS Foundations 5.4, Security Hub EC2.2). */
function emptyDefaultSecurityGroup(
  make: Make,
  name: string,
  vpc: aws.ec2.Vpc,
  { tags, transform }: NetworkSettings,
): void {
  make(
    aws.ec2.DefaultSecurityGroup,
    `${name}-default-group`,
    { vpcId: vpc.id, ingress: [], egress: [], tags: { ...tags, Name: `${name}-default-unused` } },
    { transform: transform.defaultSecurityGroup },
  );
}
