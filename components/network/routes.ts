import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import type { NetworkSettings } from "./network-args";
import type { Subnets } from "./subnets";

/** Private route tables of every network: one a zone for the applications, one for all data subnets. */
export const PRIVATE_ROUTE_TABLES = 4;

const ANYWHERE = "0.0.0.0/0";

/** Internet gateway and the one route table of the public subnets. Returns its default route. */
export function makePublicRoutes(
  make: Make,
  name: string,
  vpc: aws.ec2.Vpc,
  subnets: readonly aws.ec2.Subnet[],
  settings: NetworkSettings,
): aws.ec2.Route {
  const { tags, transform } = settings;
  const gateway = make(
    aws.ec2.InternetGateway,
    `${name}-internet`,
    { vpcId: vpc.id, tags: { ...tags, Name: name } },
    { transform: transform.internetGateway },
  );
  const table = makeTable(make, `${name}-public`, vpc, subnets, settings);
  return make(
    aws.ec2.Route,
    `${name}-public-internet`,
    { routeTableId: table.id, destinationCidrBlock: ANYWHERE, gatewayId: gateway.id },
    { transform: transform.route },
  );
}

/**
 * One route table a zone for the applications, each with its default route to the NAT gateway of its zone, or to the one
 * there is; and a table without any default route for the data subnets. A route's gateway changes in place
 * [oracle: aws_route.nat_gateway_id], so that more gateways replace nothing.
 */
export function makePrivateRoutes(
  make: Make,
  name: string,
  parts: { readonly vpc: aws.ec2.Vpc; readonly subnets: Subnets; readonly internet: aws.ec2.Route },
  settings: NetworkSettings,
) {
  const { vpc, subnets, internet } = parts;
  const gateways = makeNatGateways(make, name, subnets.public, internet, settings);
  const appTables = subnets.app.map((subnet, index) =>
    makeTable(make, `${name}-app-${index + 1}`, vpc, [subnet], settings),
  );
  appTables.forEach((table, index) => {
    const gateway = gateways[index] ?? gateways[0];
    if (!gateway) return;
    make(
      aws.ec2.Route,
      `${name}-app-${index + 1}-internet`,
      { routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: gateway.nat.id },
      { transform: settings.transform.route, from: { natGatewayId: "natPerZone" } },
    );
  });
  const dataTable = makeTable(make, `${name}-data`, vpc, subnets.data, settings);
  return { appTables, dataTable, natAddresses: gateways.map(({ address }) => address) };
}

/** Addresses are made apart from the gateways: a gateway made anew keeps the address that others have allowed. */
function makeNatGateways(
  make: Make,
  name: string,
  subnets: readonly aws.ec2.Subnet[],
  internet: aws.ec2.Route,
  { natPerZone, tags, transform }: NetworkSettings,
): { readonly nat: aws.ec2.NatGateway; readonly address: pulumi.Output<string> }[] {
  return subnets.slice(0, natPerZone ? subnets.length : 1).map((subnet, index) => {
    const child = `${name}-nat-${index + 1}`;
    const address = make(
      aws.ec2.Eip,
      `${child}-address`,
      { domain: "vpc", tags: { ...tags, Name: child } },
      { transform: transform.address, from: { "": "natPerZone" } },
    );
    const nat = make(
      aws.ec2.NatGateway,
      child,
      {
        allocationId: address.id,
        subnetId: subnet.id,
        connectivityType: "public",
        tags: { ...tags, Name: child },
      },
      // A NAT gateway works only once its subnet reaches the internet gateway.
      { transform: transform.natGateway, from: { "": "natPerZone" }, opts: { dependsOn: [internet] } },
    );
    return { nat, address: address.publicIp };
  });
}

function makeTable(
  make: Make,
  name: string,
  vpc: aws.ec2.Vpc,
  subnets: readonly aws.ec2.Subnet[],
  { tags, transform }: NetworkSettings,
): aws.ec2.RouteTable {
  const table = make(
    aws.ec2.RouteTable,
    name,
    { vpcId: vpc.id, tags: { ...tags, Name: name } },
    { transform: transform.routeTable },
  );
  subnets.forEach((subnet, index) => {
    const child = subnets.length > 1 ? `${name}-${index + 1}` : name;
    make(
      aws.ec2.RouteTableAssociation,
      `${child}-subnet`,
      { routeTableId: table.id, subnetId: subnet.id },
      { transform: transform.association },
    );
  });
  return table;
}
