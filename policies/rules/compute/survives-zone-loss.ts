import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { shareOfRegion } from "../../facts/capacity-kept";
import { declaredService } from "../../facts/declared-service";
import { carriesCluster, hasSource } from "../../facts/scaling-targets";
import { zonesOfGroup } from "../../facts/zones";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  declared: {
    steadyRps: 1000,
    peakRps: 4000,
    routing: "active-active",
    regions: ["eu-west-1", "us-east-1"],
    services: {
      web: { runs: "instances", capacityRps: 250, minimum: 3, maximum: 9, bootSeconds: 90, reads: [], writes: [] },
    },
  },
  resources: [
    {
      type: TYPES.group,
      name: "web",
      part: "web",
      inputs: { minSize: 3, maxSize: 9, availabilityZones: ["a", "b", "c"], targetGroupArns: ["arn:targets"] },
    },
  ],
};

export const survivesZoneLoss = rule({
  id: "compute/survives-zone-loss",
  title: "The fewest instances of a service carry its steady load with one zone gone, the most its peak",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "When a zone fails everyone asks for instances in the other zones at once, and gets them late or not at all. What carries the load in those minutes is what runs already.",
  source:
    "Builders' Library, Static stability using Availability Zones, https://aws.amazon.com/builders-library/static-stability-using-availability-zones/",
  fix: "raise the minimum size until it carries the steady load without one zone's share, and the maximum until it carries the peak",
  types: [
    TYPES.group,
    TYPES.groupAttachment,
    TYPES.trafficSourceAttachment,
    TYPES.subnet,
    TYPES.ecsCapacityProvider,
    TYPES.launchTemplate,
    TYPES.launchConfiguration,
    TYPES.ecsCluster,
    TYPES.eksCluster,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web", { minSize: 2 })) },
  subjects: (world) =>
    world
      .all(TYPES.group)
      .filter(
        (group) =>
          isDeclared(group, world) || hasSource(group, world) || carriesCluster(group, world) || isAlone(group, world),
      ),
  judge(group, world): readonly Verdict[] | undefined {
    const fewest = world.number(group, "minSize") ?? 0;
    if (isAlone(group, world))
      return [
        fail("is one instance for good: what it does stops with its zone, until another has started elsewhere", {
          key: "minimum",
          input: "minSize",
        }),
      ];
    if (fewest < 2)
      return [
        fail(`has a minimum of ${fewest}: the loss of one zone may leave none`, { key: "minimum", input: "minSize" }),
      ];
    // What its pods or tasks carry is not the group's to say.
    if (!isDeclared(group, world) && !hasSource(group, world)) return [pass("minimum")];
    const zones = zonesOfGroup(group, world).length;
    // One zone alone is another rule's matter: no minimum would help.
    if (zones < 2) return undefined;
    const { capacityRps } = declaredService(group, world);
    const steady = world.declared("steadyRps") * shareOfRegion(world);
    const peak = world.declared("peakRps") * shareOfRegion(world);
    const left = leftOf(fewest, zones);
    const most = world.number(group, "maxSize") ?? fewest;
    return [
      left * capacityRps >= steady
        ? pass("minimum")
        : fail(
            `has a minimum of ${fewest} in ${zones} zones: without one, ${left} carry ${rps(left * capacityRps)} where ${rps(steady)} are declared`,
            { key: "minimum", input: "minSize", obeys: raised(smallest(steady / capacityRps, zones), most) },
          ),
      most * capacityRps >= peak
        ? pass("maximum")
        : fail(`has a maximum of ${most}, which carry ${rps(most * capacityRps)} where the peak is ${rps(peak)}`, {
            key: "maximum",
            input: "maxSize",
            obeys: { maxSize: Math.ceil(peak / capacityRps) },
          }),
    ];
  },
  repair(group, world) {
    if (!isDeclared(group, world)) return undefined;
    const zones = zonesOfGroup(group, world).length;
    if (zones < 2) return undefined;
    const { capacityRps, minimum } = declaredService(group, world);
    const needed = Math.ceil((world.declared("steadyRps") * shareOfRegion(world)) / capacityRps);
    // What carries the load in all zones but one, and as much again as one of those holds.
    const wanted = Math.max(2, minimum, needed + Math.ceil(needed / (zones - 1)));
    return wanted === minimum ? undefined : { path: `services.${group.part}.scaling.minimum`, value: wanted };
  },
});

const raised = (minSize: number, most: number) => ({ minSize, ...(minSize > most && { maxSize: minSize }) });

/** The fewest of which so many are left without one zone. */
function smallest(needed: number, zones: number): number {
  let count = Math.max(2, Math.ceil(needed));
  while (leftOf(count, zones) < needed) count++;
  return count;
}

/** Auto Scaling keeps zones even; the one that is lost may be the fullest. */
const leftOf = (count: number, zones: number): number => count - Math.ceil(count / zones);

const rps = (value: number): string => `${Math.round(value)} requests a second`;

/** One instance, no more and no fewer: whether requests reach it or not, it is the only one that does its work. */
const isAlone = (group: GraphResource, world: World): boolean =>
  ["minSize", "maxSize"].every((size) => Number(world.peek(group, size)) === 1);

const isDeclared = ({ part }: GraphResource, world: World): boolean =>
  part !== undefined && world.declares("services")?.[part] !== undefined;
