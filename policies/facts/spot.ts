import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";

export const POLICY = "mixedInstancesPolicy";
export const DISTRIBUTION = `${POLICY}.instancesDistribution`;

/** With a mixed policy AWS refuses a template that asks for Spot. */
export const isSpotByTemplate = (group: GraphResource, world: World): boolean =>
  !world.has(group, POLICY) &&
  world
    .referred(group, TYPES.launchTemplate)
    .some((template) => world.text(template, "instanceMarketOptions.marketType") === "spot");

/** On demand is the default for all; a base of the maximum leaves nothing above it. */
export function hasSpot(group: GraphResource, world: World): boolean {
  if (!world.has(group, POLICY)) return false;
  if ((world.number(group, `${DISTRIBUTION}.onDemandPercentageAboveBaseCapacity`) ?? 100) >= 100) return false;
  const above = known(
    () => (world.number(group, "maxSize") ?? 0) > (world.number(group, `${DISTRIBUTION}.onDemandBaseCapacity`) ?? 0),
  );
  return above?.value ?? true;
}

/** True where some of a member's instances or tasks may be taken back with two minutes' notice. */
export function takesSpot(member: GraphResource, world: World): boolean {
  if (member.type === TYPES.group) return isSpotByTemplate(member, world) || hasSpot(member, world);
  if (member.type === TYPES.eksNodeGroup) return isSpotNodes(member, world);
  if (member.type !== TYPES.ecsService) return false;
  const input = "capacityProviderStrategies";
  return world
    .list(member, input)
    .some((_, index) => world.peek(member, `${input}[${index}].capacityProvider`) === "FARGATE_SPOT");
}

export type SpotUse = "none" | "some" | "all";

/** How much of a scaling group is spot: by its distribution, or by its launch template. */
export function spotOf(group: GraphResource, world: World): SpotUse {
  if (!world.has(group, POLICY)) return isSpotByTemplate(group, world) ? "all" : "none";
  // Defaults: no base, and 100 % on demand above it [EC2 Auto Scaling API, InstancesDistribution].
  const above = world.number(group, `${DISTRIBUTION}.onDemandPercentageAboveBaseCapacity`) ?? 100;
  if (above >= 100) return "none";
  const base = world.number(group, `${DISTRIBUTION}.onDemandBaseCapacity`) ?? 0;
  return above === 0 && base === 0 ? "all" : "some";
}

/** Default ON_DEMAND [EKS API, CreateNodegroup, capacityType]. */
export const isSpotNodes = (nodes: GraphResource, world: World): boolean =>
  (world.text(nodes, "capacityType") ?? "ON_DEMAND") === "SPOT";

export function templateOf(group: GraphResource, world: World): GraphResource | undefined {
  return ["launchTemplate", POLICY].flatMap((input) => world.linked(group, input, TYPES.launchTemplate))[0];
}
