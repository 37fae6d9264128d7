import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { askedOf, shareOfRegion, shown } from "../../facts/capacity-kept";
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
      web: { runs: "instances", capacityRps: 250, minimum: 6, maximum: 16, bootSeconds: 90, reads: [], writes: [] },
    },
  },
  resources: [
    {
      type: TYPES.group,
      name: "web",
      part: "web",
      inputs: { minSize: 6, maxSize: 16, availabilityZones: ["a", "b", "c"], targetGroupArns: ["arn:targets"] },
    },
  ],
};

export const survivesZoneLoss = rule({
  id: "compute/survives-zone-loss",
  title: "The fewest instances of a service carry its steady load with one zone gone, the most its peak",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "When a zone fails everyone asks for instances in the other zones at once, and gets them late or not at all. What carries the load in those minutes is what runs already. Where regions serve together and one is gone, what is left of the others carries its part too, for the hours that an outage lasts.",
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
    const part = shareOfRegion(world);
    const [steady, peak] = [world.declared("steadyRps"), world.declared("peakRps")];
    const left = leftOf(fewest, zones);
    const most = world.number(group, "maxSize") ?? fewest;
    return [
      left * capacityRps >= steady * part.share
        ? pass("minimum")
        : fail(
            `has a minimum of ${fewest} in ${zones} zones: without one, ${left} carry ${shown(left * capacityRps)} where ${askedOf(steady, part)}`,
            {
              key: "minimum",
              input: "minSize",
              obeys: raised(smallest((steady * part.share) / capacityRps, zones), most),
            },
          ),
      most * capacityRps >= peak * part.share
        ? pass("maximum")
        : fail(
            `has a maximum of ${most}, which carry ${shown(most * capacityRps)} where at the peak ${askedOf(peak, part)}`,
            { key: "maximum", input: "maxSize", obeys: { maxSize: Math.ceil((peak * part.share) / capacityRps) } },
          ),
    ];
  },
  repair(group, world) {
    if (!isDeclared(group, world)) return undefined;
    const zones = zonesOfGroup(group, world).length;
    if (zones < 2) return undefined;
    const { capacityRps, minimum } = declaredService(group, world);
    const needed = Math.ceil((world.declared("steadyRps") * shareOfRegion(world).share) / capacityRps);
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

/** One instance, no more and no fewer: whether requests reach it or not, it is the only one that does its work. */
const isAlone = (group: GraphResource, world: World): boolean =>
  ["minSize", "maxSize"].every((size) => Number(world.peek(group, size)) === 1);

const isDeclared = ({ part }: GraphResource, world: World): boolean =>
  part !== undefined && world.declares("services")?.[part] !== undefined;
