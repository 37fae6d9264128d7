import { text } from "../value";
import { alive, others, type Rule, type Rules } from "./rule";

interface Block {
  readonly first: number;
  readonly last: number;
}

/** Addresses of an IPv4 block; undefined where it is none. */
export function blockOf(cidr: string): Block | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const first = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
  return { first, last: first + size - 1 };
}

const overlap = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last;

const vpcSize: Rule = ({ properties }) => {
  const length = Number(text(properties, "cidrBlock").split("/")[1] ?? 16);
  return length < 16 || length > 28
    ? `InvalidVpc.Range: the block size must be between a /28 and a /16, not /${length}`
    : undefined;
};

/** EC2 CreateSubnet: InvalidSubnet.Range and InvalidSubnet.Conflict. */
const insideItsVpc: Rule = ({ properties, cloud }) => {
  const vpc = alive(cloud.ofType("aws:ec2/vpc:Vpc")).find(({ id }) => id === text(properties, "vpcId"));
  const block = blockOf(text(properties, "cidrBlock"));
  if (!vpc || !block) return undefined;
  const more = alive(cloud.ofType("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"));
  const blocks = [vpc, ...more.filter((one) => text(one.properties, "vpcId") === vpc.id)].map((one) =>
    blockOf(text(one.properties, "cidrBlock")),
  );
  const inside = blocks.some((whole) => whole && whole.first <= block.first && block.last <= whole.last);
  return inside
    ? undefined
    : `InvalidSubnet.Range: the CIDR ${text(properties, "cidrBlock")} is outside of the VPC's ${text(vpc.properties, "cidrBlock")}`;
};

const besideOthers: Rule = (operation) => {
  const { properties } = operation;
  const block = blockOf(text(properties, "cidrBlock"));
  const neighbour = others(operation, "aws:ec2/subnet:Subnet").find((subnet) => {
    const taken = blockOf(text(subnet.properties, "cidrBlock"));
    return block && taken && text(subnet.properties, "vpcId") === text(properties, "vpcId") && overlap(block, taken);
  });
  return (
    neighbour &&
    `InvalidSubnet.Conflict: the CIDR ${text(properties, "cidrBlock")} conflicts with ${neighbour.id} (${text(neighbour.properties, "cidrBlock")})`
  );
};

/** EC2: "Subnets can be in any zone of the VPC's region". */
const zoneOfRegion: Rule = ({ properties, region }) => {
  const zone = text(properties, "availabilityZone");
  return zone === "" || zone.startsWith(region) ? undefined : `InvalidParameterValue: zone ${zone} is not in ${region}`;
};

/** EC2 CreateVpcPeeringConnection: blocks of both sides must not overlap. */
const blocksApart: Rule = ({ properties, cloud }) => {
  const [one, other] = [text(properties, "vpcId"), text(properties, "peerVpcId")].map((id) =>
    alive(cloud.ofType("aws:ec2/vpc:Vpc")).find((vpc) => vpc.id === id),
  );
  const [a, b] = [one, other].map((vpc) => vpc && blockOf(text(vpc.properties, "cidrBlock")));
  return a && b && overlap(a, b)
    ? "InvalidParameterValue: the VPCs of a peering must not have overlapping CIDR blocks"
    : undefined;
};

/** Elastic Load Balancing: an application load balancer needs subnets in two zones. */
const twoZones: Rule = ({ properties, cloud }) => {
  if ((text(properties, "loadBalancerType") || "application") !== "application" || !Array.isArray(properties.subnets))
    return undefined;
  const subnets = alive(cloud.ofType("aws:ec2/subnet:Subnet")).filter(({ id }) =>
    (properties.subnets as unknown[]).includes(id),
  );
  const zones = new Set(subnets.map((subnet) => text(subnet.properties, "availabilityZone")));
  return subnets.length > 0 && zones.size < 2
    ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
    : undefined;
};

export const networkRules: Rules = {
  write: {
    "aws:ec2/vpc:Vpc": [vpcSize],
    "aws:ec2/subnet:Subnet": [insideItsVpc, besideOthers, zoneOfRegion],
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": [blocksApart],
    "aws:lb/loadBalancer:LoadBalancer": [twoZones],
  },
};
