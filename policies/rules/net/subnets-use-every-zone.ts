import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { tableOf } from "../../facts/routes";
import { zoneOf } from "../../facts/zones";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const subnet = (name: string, availabilityZone: string) => ({
  type: TYPES.subnet,
  name,
  inputs: { vpcId: ref("network"), availabilityZone },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.0.0.0/16" } },
    subnet("data-1", "eu-west-1a"),
    subnet("data-2", "eu-west-1b"),
    subnet("app-1", "eu-west-1a"),
    subnet("app-2", "eu-west-1b"),
    { type: TYPES.dbSubnetGroup, name: "stores", inputs: { subnetIds: [ref("data-1"), ref("data-2")] } },
  ],
};

export const subnetsUseEveryZone = rule({
  id: "net/subnets-use-every-zone",
  title: "Subnets of one purpose lie in every zone that their network uses, where there are enough of them",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "error"),
  why: "Two of three subnets in one zone look like three zones in every list, and two thirds of what stands in them go with that zone.",
  source:
    "AWS Well-Architected, Reliability Pillar, REL10-BP01 deploy the workload to multiple locations, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
  fix: "make one subnet of the group in each zone",
  types: [
    TYPES.vpc,
    TYPES.subnet,
    TYPES.routeTable,
    TYPES.routeTableAssociation,
    TYPES.dbSubnetGroup,
    TYPES.cacheSubnetGroup,
    TYPES.group,
    TYPES.eksNodeGroup,
    TYPES.loadBalancer,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("data-2", { availabilityZone: "eu-west-1a" })) },
  subjects: (world) => world.all(TYPES.vpc),
  judge(vpc, world) {
    const own = world.referrers(vpc, [TYPES.subnet], "vpcId");
    const zones = zonesOf(own, world);
    if (zones.length < 2) return undefined;
    const verdicts = setsOf(own, world).flatMap(([by, subnets]): Verdict[] => {
      if (subnets.length < zones.length) return [];
      const used = zonesOf(subnets, world);
      const left = zones.filter((zone) => !used.includes(zone));
      if (left.length === 0) return [pass(by.name)];
      return [
        fail(`has ${subnets.length} subnets in ${by.name}, and none of them in ${left.join(", ")}`, {
          key: by.name,
          related: [by, ...subnets],
        }),
      ];
    });
    return verdicts.length > 0 ? verdicts : undefined;
  },
});

const zonesOf = (subnets: readonly GraphResource[], world: World): readonly string[] =>
  [...new Set(subnets.map((subnet) => zoneOf(subnet, world)))].sort();

const USERS = [TYPES.dbSubnetGroup, TYPES.cacheSubnetGroup, TYPES.group, TYPES.eksNodeGroup, TYPES.loadBalancer];

/** Subnets that serve one purpose: those of a store's group, a fleet or a balancer, and those that share a route table. */
function setsOf(
  own: readonly GraphResource[],
  world: World,
): readonly (readonly [by: GraphResource, subnets: readonly GraphResource[]])[] {
  const sets = new Map<GraphResource, GraphResource[]>();
  for (const subnet of own) {
    const table = known(() => tableOf(subnet, world))?.value;
    const groups = world.referrers(subnet, USERS);
    for (const by of table ? [table, ...groups] : groups) sets.set(by, [...(sets.get(by) ?? []), subnet]);
  }
  return [...sets];
}
