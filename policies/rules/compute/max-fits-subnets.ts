import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { demandSubnets, mostAddresses, poolsOf, roomIn, subnetsOf } from "../../facts/addresses";
import { zoneOf } from "../../facts/zones";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const subnet = (zone: string, third: number) => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: zone, cidrBlock: `10.0.${third}.0/27` },
});

const compliant: Sample = {
  resources: [
    subnet("a", 0),
    subnet("b", 1),
    subnet("c", 2),
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 3, maxSize: 54, vpcZoneIdentifiers: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")] },
    },
  ],
};

export const maxFitsSubnets = rule({
  id: "compute/max-fits-subnets",
  title: "Subnets hold the maximum of all that grows in them, with one zone gone",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "An instance without an address does not start. When a zone is lost the others must take its share: the maximum that was planned for three zones has to fit into two.",
  source:
    "Trusted Advisor, Auto Scaling available IPs in subnets, https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html, and static stability, https://aws.amazon.com/builders-library/static-stability-using-availability-zones/",
  fix: "give the groups larger subnets, or lower their maximum sizes",
  types: [
    TYPES.group,
    TYPES.ecsService,
    TYPES.appScalingTarget,
    TYPES.eksNodeGroup,
    TYPES.launchTemplate,
    TYPES.subnet,
    TYPES.loadBalancer,
    TYPES.vpcEndpoint,
    TYPES.natGateway,
    TYPES.mountTarget,
    TYPES.instance,
    TYPES.networkInterface,
  ],
  elsewhere: [
    {
      tool: "trusted-advisor",
      id: "Auto Scaling available IPs in Subnets",
      note: "live free addresses and the present size; nothing before deployment",
    },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", { maxSize: 55 })) },
  // One answer for all that share subnets, given to the first of them.
  subjects: (world) => poolsOf(world).flatMap(({ takers }) => takers.find(isJudged) ?? []),
  judge(first, world) {
    const pool = poolsOf(world).find(({ takers }) => takers.includes(first));
    if (!pool) return undefined;
    for (const taker of pool.takers) demandSubnets(taker, world);
    // What fits into all subnets together may not fit into those that one of them is held to.
    const tight = pool.takers.find((taker) => shortage([taker], subnetsOf(taker, world), world) !== undefined);
    const short = tight
      ? shortage([tight], subnetsOf(tight, world), world)
      : shortage(pool.takers, pool.subnets, world);
    if (!short) return pass();
    const rest = pool.takers.length - 1;
    const who = tight
      ? `${tight === first ? "" : `${tight.name} `}needs`
      : rest > 0
        ? `and ${rest} more in its subnets need`
        : "needs";
    const where = short.zone === undefined ? "its subnets" : `its subnets without zone ${short.zone}`;
    return fail(`${who} up to ${short.needed} addresses but ${where} have ${short.room}`, {
      input: first.type === TYPES.group ? "maxSize" : "networkConfiguration",
      related: pool.takers.filter((taker) => taker !== first),
    });
  },
});

interface Shortage {
  readonly needed: number;
  readonly room: number;
  readonly zone?: string;
}

/** Undefined where subnets hold the maximum of all of these with one zone gone. */
function shortage(
  takers: readonly GraphResource[],
  subnets: readonly GraphResource[],
  world: World,
): Shortage | undefined {
  const needed = takers.reduce((sum, taker) => sum + mostAddresses(taker, world), 0);
  const worst = worstCase(subnets, world);
  return needed <= worst.room ? undefined : { needed, ...worst };
}

/** Nodes are judged together with the addresses of their pods, elsewhere. */
const isJudged = ({ type }: GraphResource): boolean => type !== TYPES.eksNodeGroup;

/** What is left when the zone with the most room is gone; with one zone there is nothing to lose it to. */
function worstCase(subnets: readonly GraphResource[], world: World): { readonly zone?: string; readonly room: number } {
  const room = (left: readonly GraphResource[]): number => left.reduce((sum, one) => sum + roomIn(one, world), 0);
  const zones = [...new Set(subnets.map((one) => zoneOf(one, world)))].sort();
  if (zones.length < 2) return { room: room(subnets) };
  const cases = zones.map((zone) => ({ zone, room: room(subnets.filter((one) => zoneOf(one, world) !== zone)) }));
  return cases.reduce((worst, next) => (next.room < worst.room ? next : worst));
}
