import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { isPublic, subnetsOfBalancer, subnetsOfMember } from "../../facts/balancers";
import { wayOutOf } from "../../facts/ways-out";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const zone = (name: string) => [
  { type: TYPES.subnet, name: `public-${name}`, inputs: { vpcId: ref("network"), availabilityZone: name } },
  {
    type: TYPES.routeTableAssociation,
    name: `joined-${name}`,
    inputs: { subnetId: ref(`public-${name}`), routeTableId: ref("public") },
  },
];

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.0.0.0/16" } },
    { type: TYPES.internetGateway, name: "internet", inputs: { vpcId: ref("network") } },
    { type: TYPES.routeTable, name: "public", inputs: { vpcId: ref("network") } },
    {
      type: TYPES.route,
      name: "out",
      inputs: { routeTableId: ref("public"), destinationCidrBlock: "0.0.0.0/0", gatewayId: ref("internet") },
    },
    ...zone("a"),
    ...zone("b"),
    { type: TYPES.loadBalancer, name: "entry", inputs: { subnets: [ref("public-a"), ref("public-b")] } },
  ],
};

export const subnetsLeadOut = rule({
  id: "net/subnets-lead-out",
  title: "Public balancers and NAT gateways stand where the internet is reached, and all subnets of a fleet lead out",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "An answer to the internet needs a route there: from a subnet without one, users of that zone wait for ever. Machines of a fleet that cannot get out do not start what they have to load.",
  source:
    "Amazon VPC User Guide, enable internet access for a VPC using an internet gateway, https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  fix: "associate the subnet with a route table that leads to the internet gateway, or for private subnets to a NAT gateway",
  types: [
    TYPES.loadBalancer,
    TYPES.natGateway,
    TYPES.group,
    TYPES.eksNodeGroup,
    TYPES.subnet,
    TYPES.routeTable,
    TYPES.routeTableAssociation,
    TYPES.route,
    TYPES.internetGateway,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("joined-b")) },
  subjects: (world) => world.all(TYPES.loadBalancer, TYPES.natGateway, TYPES.group, TYPES.eksNodeGroup),
  judge(subject, world) {
    if (subject.type === TYPES.group || subject.type === TYPES.eksNodeGroup) return judgeFleet(subject, world);
    const subnets = publicSubnetsOf(subject, world);
    if (subnets.length === 0) return undefined;
    return subnets.map((subnet): Verdict => {
      const key = subnet.name;
      if (wayOutOf(subnet, world) === "internet") return pass(key);
      return fail(`answers the internet from ${key}, which has no route to an internet gateway`, {
        key,
        related: [subnet],
      });
    });
  },
});

function publicSubnetsOf(subject: GraphResource, world: World): readonly GraphResource[] {
  if (subject.type === TYPES.loadBalancer) return isPublic(subject, world) ? subnetsOfBalancer(subject, world) : [];
  // Default public [aws_nat_gateway, connectivity_type]; regional ones stand in no subnet.
  const isPrivate = world.text(subject, "connectivityType") === "private";
  return isPrivate || !world.has(subject, "subnetId") ? [] : world.follow(subject, "subnetId", TYPES.subnet);
}

/** A fleet may live without a way out; but not some of its zones, where others have one. */
function judgeFleet(fleet: GraphResource, world: World): Verdict | undefined {
  const subnets = known(() => subnetsOfMember(fleet, world))?.value ?? [];
  const ways = subnets.map((subnet) => ({ subnet, way: known(() => wayOutOf(subnet, world))?.value }));
  const out = ways.find(({ way }) => way === "internet" || way === "elsewhere");
  const shut = ways.find(({ way }) => way === "nowhere");
  if (!out) return undefined;
  if (!shut) return pass();
  return fail(`may start in ${shut.subnet.name}, from where nothing leads out, unlike from ${out.subnet.name}`, {
    related: [shut.subnet],
  });
}
