import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { type Ends, endsOf, endsOfName, firstRecords, regionsOf, setOf } from "../../facts/dns";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const member = (region: string) => [
  { type: TYPES.loadBalancer, name: `balancer-${region}`, region },
  {
    type: TYPES.record,
    name: `record-${region}`,
    region,
    inputs: {
      name: "www.example.com",
      type: "A",
      setIdentifier: region,
      latencyRoutingPolicies: [{ region }],
      aliases: [{ name: ref(`balancer-${region}`), evaluateTargetHealth: true }],
    },
  },
];

const compliant: Sample = {
  resources: [...member("eu-west-1"), ...member("us-east-1")],
  declared: { regions: ["eu-west-1", "us-east-1"], routing: "active-active" },
};

const POOLS = ["defaultPools", "fallbackPool", "regionPools", "countryPools", "popPools"] as const;

export const routingCoversRegions = rule({
  id: "edge/routing-covers-regions",
  title: "Routing by latency, weight or place leads to every active region, and by place has a default",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A region that no answer names serves nobody and is untested on the day it is needed; users of no listed place get no answer at all.",
  source:
    "Route 53 Developer Guide, geolocation routing, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html",
  fix: "add a record, pool or endpoint group for the region; add a geolocation record for the default place (*)",
  types: [TYPES.record, TYPES.loadBalancer, TYPES.acceleratorEndpoints, TYPES.cloudflareLoadBalancer],
  elsewhere: [{ tool: "trusted-advisor", id: "51fC20e7I2", note: "latency sets only, live" }],
  example: { compliant, failing: changed(compliant, without("record-us-east-1")) },
  subjects: (world) => [
    ...firstRecords(world, "latency", "weighted", "geolocation", "geoproximity"),
    ...world.all(TYPES.cloudflareLoadBalancer),
    ...firstOfListeners(world),
  ],
  judge(subject, world) {
    if (subject.type === TYPES.acceleratorEndpoints)
      return covers("endpoint groups", acceleratorRegions(subject, world), world);
    if (subject.type === TYPES.cloudflareLoadBalancer)
      return covers("pools", reached(poolEnds(subject, world), world), world);
    const set = setOf(subject, world);
    if (!set) return undefined;
    if (set.routing === "geolocation") {
      const isDefault = (record: GraphResource): boolean =>
        world.text(record, "geolocationRoutingPolicies[0].country") === "*";
      // Which regions serve which places is the owner's choice; that the rest of the world gets an answer is not.
      if (set.members.some(isDefault)) return pass();
      return fail(`${set.name} (${set.type}) answers nobody outside its listed places: it has no default (*)`, {
        input: "geolocationRoutingPolicies",
      });
    }
    const regions = reached(
      set.members.map((record) => endsOf(record, world)),
      world,
    );
    if (set.routing === "latency") {
      const primary = world.declares("primary");
      const isNamed = (record: GraphResource): boolean =>
        world.text(record, "latencyRoutingPolicies[0].region") === primary;
      if (primary !== undefined && regions.includes(primary) && !anyOf(set.members, isNamed))
        return fail(
          `${set.name} (${set.type}) has no record for ${primary}: its users get there by way of others only`,
        );
    }
    // Weights inside one region are a release that is being tried, not a choice of regions.
    if (set.routing === "weighted" && regions.length < 2) return undefined;
    return covers(`records of ${set.name} (${set.type})`, regions, world);
  },
});

function covers(what: string, regions: readonly string[], world: World): Verdict | undefined {
  const wanted = world.declared("regions");
  if (wanted.length < 2) return undefined;
  const missing = wanted.filter((region) => !regions.includes(region));
  if (missing.length === 0) return pass();
  const unread = missing.filter((region) => !world.resources.some((resource) => resource.region === region));
  if (unread.length > 0) throw new UnseenValue(`${what}: ${unread.join(", ")} was not read`);
  return fail(`the ${what} lead to ${regions.join(", ") || "no region"}, not to ${missing.join(", ")}`);
}

function reached(ends: readonly Ends[], world: World): readonly string[] {
  const regions = [...new Set(ends.flatMap(regionsOf))].sort();
  const unread = ends.flatMap((end) => end.unread);
  const enough = world.declares("regions")?.every((region) => regions.includes(region));
  if (unread[0] !== undefined && !enough) throw new UnseenValue(unread[0]);
  return regions;
}

/** Where the origins of a Cloudflare balancer's pools lead. */
export const poolEnds = (balancer: GraphResource, world: World): readonly Ends[] =>
  [...new Set(POOLS.flatMap((input) => world.linked(balancer, input, TYPES.cloudflarePool)))].flatMap((pool) =>
    world
      .list(pool, "origins")
      .map((_, index) => endsOfName(world.text(pool, `origins[${index}].address`) ?? "", world)),
  );

const listenerOf = (group: GraphResource, world: World): string =>
  world.view.from(group).find(({ input }) => input === "listenerArn")?.to.id ?? "";

const firstOfListeners = (world: World): readonly GraphResource[] => {
  const groups = world.all(TYPES.acceleratorEndpoints);
  return groups.filter(
    (group, at) => groups.findIndex((other) => listenerOf(other, world) === listenerOf(group, world)) === at,
  );
};

const acceleratorRegions = (subject: GraphResource, world: World): readonly string[] =>
  world
    .all(TYPES.acceleratorEndpoints)
    .filter((group) => listenerOf(group, world) === listenerOf(subject, world))
    // Default: the provider's region.
    .flatMap((group) => world.text(group, "endpointGroupRegion") ?? group.region ?? []);
