import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { overlaps, parseCidr, type Range } from "../../facts/cidr";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { known, UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const route = (name: string, region: string, table: string, destination: string) => ({
  type: TYPES.route,
  name,
  region,
  inputs: { routeTableId: ref(table), destinationCidrBlock: destination, vpcPeeringConnectionId: ref("peering") },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "vpc-eu", region: "eu-west-1", inputs: { cidrBlock: "10.16.0.0/16" } },
    { type: TYPES.vpc, name: "vpc-us", region: "us-east-1", inputs: { cidrBlock: "10.17.0.0/16" } },
    { type: TYPES.routeTable, name: "table-eu", region: "eu-west-1", inputs: { vpcId: ref("vpc-eu") } },
    { type: TYPES.routeTable, name: "table-us", region: "us-east-1", inputs: { vpcId: ref("vpc-us") } },
    {
      type: TYPES.peering,
      name: "peering",
      region: "us-east-1",
      inputs: { vpcId: ref("vpc-us"), peerVpcId: ref("vpc-eu"), peerRegion: "eu-west-1" },
    },
    route("there", "us-east-1", "table-us", "10.16.0.0/16"),
    route("back", "eu-west-1", "table-eu", "10.17.0.0/16"),
  ],
};

export const returnRouteExists = rule({
  id: "net/return-route-exists",
  title: "A link between networks is accepted and has routes on both sides, to the other network",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "Packets find the way there and no answer finds the way back: replication and calls across regions hang, and nothing says why.",
  source:
    "VPC Peering Guide, update your route tables, https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
  fix: "add a route to the other network's range to every table whose subnets use the link, in both regions",
  types: [TYPES.peering, TYPES.peeringAccepter, TYPES.route, TYPES.routeTable, TYPES.vpc, TYPES.vpcRange],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("back")) },
  subjects: (world) => world.all(TYPES.peering),
  judge(link, world) {
    const here = link.region;
    // Default: the same region as the requester's.
    const there = world.text(link, "peerRegion") ?? here;
    if (here === undefined || there === undefined) throw unseen(link, "peerRegion");
    const routes = routesThrough(link, world);
    const wrong = [...judgeAccepted(link, world), ...judgeDestinations(link, routes, world)];
    if (wrong.length > 0) return wrong;
    const sides: readonly (readonly [string, string])[] = [
      [here, there],
      [there, here],
    ];
    if (here === there) return judgeSameRegion(link, routes, world);
    const counts = sides.map(([from]) => routes.filter(({ region }) => region === from).length);
    return sides.map(([from, to], side): Verdict => {
      const own = counts[side] ?? 0;
      if (own > 0) return judgeTables(link, routes, from, own, world);
      // What was not read may have them: the other side's tables are often another team's.
      if (!world.resources.some(({ type, region }) => type === TYPES.routeTable && region === from))
        throw new UnseenValue(`route tables of ${from}`);
      return fail(`has routes in ${to} and none back in ${from}`, { key: from });
    });
  },
});

/** Every table that these routes stand in needs one of its own; where ids are not known, their number says it. */
function judgeTables(
  link: GraphResource,
  routes: readonly GraphResource[],
  from: string,
  own: number,
  world: World,
): Verdict {
  const tables = new Set(
    routes
      .filter(({ region }) => region === from)
      .flatMap((found) => world.linked(found, "routeTableId", TYPES.routeTable)),
  );
  if (tables.size <= own) return pass(from);
  return fail(`has ${own} routes in ${from} for ${tables.size} route tables`, { key: from, related: [link] });
}

function judgeSameRegion(link: GraphResource, routes: readonly GraphResource[], world: World): Verdict {
  if (routes.length < 2) return fail(`has ${routes.length} routes where each side needs one`);
  const networks = routes.map((found) => networkOf(found, world));
  const sides = [...world.linked(link, "vpcId", TYPES.vpc), ...world.linked(link, "peerVpcId", TYPES.vpc)];
  // Where the graph does not show whose each table is, their number has to do.
  if (networks.includes(undefined)) return pass();
  const [missing] = sides.filter((side) => !networks.includes(side));
  return missing ? fail(`has no route from ${missing.name}`, { related: [missing] }) : pass();
}

/** The network of the table that a route stands in. */
function networkOf(found: GraphResource, world: World): GraphResource | undefined {
  const [table] = found.type === TYPES.routeTable ? [found] : world.linked(found, "routeTableId", TYPES.routeTable);
  return table && world.linked(table, "vpcId", TYPES.vpc)[0];
}

/** A request to peer lapses after a week unless the other side accepts it. */
function judgeAccepted(link: GraphResource, world: World): Verdict[] {
  const accepters = world.referrers(link, [TYPES.peeringAccepter], "vpcPeeringConnectionId");
  if (accepters.length === 0 || accepters.some(({ outputs }) => outputs?.acceptStatus === "active")) return [];
  if (anyOf(accepters, (one) => world.flag(one, "autoAccept") === true)) return [];
  return [fail("is never accepted: its accepter has autoAccept off", { key: "accepted", related: accepters })];
}

/** Peering leads to the other network and no further: a route to anything else is lost. */
function judgeDestinations(link: GraphResource, routes: readonly GraphResource[], world: World): Verdict[] {
  const own = world.linked(link, "vpcId", TYPES.vpc)[0];
  const other =
    world.linked(link, "peerVpcId", TYPES.vpc)[0] ?? loneNetwork(world.text(link, "peerRegion"), link, world);
  return routes.flatMap((found): Verdict[] => {
    const target = found.region === link.region ? other : own;
    // Inside one region both sides look the same from here.
    if (!target || own?.region === other?.region || found.type !== TYPES.route) return [];
    const destination = known(() => parseCidr(world.text(found, "destinationCidrBlock") ?? ""))?.value;
    const ranges = known(() => rangesOf(target, world))?.value ?? [];
    if (!destination || ranges.length === 0 || ranges.some((range) => overlaps(range, destination))) return [];
    const has = world.text(target, "cidrBlock");
    const message = `${found.name} leads to ${world.text(found, "destinationCidrBlock")}, and ${target.name} has ${has}`;
    return [fail(message, { key: found.name, related: [found] })];
  });
}

/** The one network of another region: ids that are handed from stack to stack name none. */
function loneNetwork(region: string | undefined, link: GraphResource, world: World): GraphResource | undefined {
  if (region === undefined || region === link.region) return undefined;
  const networks = world.all(TYPES.vpc).filter((one) => one.region === region);
  return networks.length === 1 ? networks[0] : undefined;
}

/** Ranges of a network, with those that it was given later. */
const rangesOf = (network: GraphResource, world: World): readonly Range[] =>
  [network, ...world.referrers(network, [TYPES.vpcRange], "vpcId")].flatMap(
    (one) => parseCidr(world.text(one, "cidrBlock") ?? "") ?? [],
  );

/** Routes that lead through a peering, named by the connection itself or by its accepter. */
function routesThrough(link: GraphResource, world: World): readonly GraphResource[] {
  const accepters = world.referrers(link, [TYPES.peeringAccepter], "vpcPeeringConnectionId");
  const direct = [link, ...accepters].flatMap((end) => world.referrers(end, [TYPES.route], "vpcPeeringConnectionId"));
  const tables = [link, ...accepters].flatMap((end) => world.referrers(end, [TYPES.routeTable], "routes"));
  return [...new Set([...direct, ...tables])];
}
