import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { carriesCluster, hasSource } from "../../facts/scaling-targets";
import { hasSpot, POLICY, templateOf } from "../../facts/spot";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const mixed = (...types: readonly string[]) => ({
  mixedInstancesPolicy: {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: ref("template") },
      overrides: types.map((instanceType) => ({ instanceType })),
    },
  },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.launchTemplate, name: "template", inputs: { instanceType: "m7g.large" } },
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 3, maxSize: 9, targetGroupArns: ["arn:targets"], ...mixed("m7g.large", "m6g.large") },
    },
  ],
};

export const takesSeveralTypes = rule({
  id: "compute/takes-several-types",
  title: "A group that serves can start another instance type when AWS is short of one",
  scope: "stack",
  severity: perTier("none", "none", "warning", "warning"),
  why: "When a zone or region fails, everybody asks for the same machines at once and the common types are refused for hours. A group of one type then neither replaces what it lost nor grows.",
  source:
    "EC2 Auto Scaling, setup overview for creating a mixed instances group (instance type flexibility), https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html; EC2 user guide, insufficient instance capacity, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html#troubleshooting-launch-capacity",
  fix: "name two or more types of like size in the group's mixed instances policy, or reserve capacity for the one",
  types: [TYPES.group, TYPES.launchTemplate, TYPES.launchConfiguration],
  elsewhere: [
    { tool: "security-hub", id: "AutoScaling.6", note: "of every group, and asks for several zones as well" },
    { tool: "prowler", id: "autoscaling_group_multiple_instance_types", note: "of every group" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", mixed("m7g.large"))) },
  subjects: (world) =>
    world.all(TYPES.group).filter((group) => hasSource(group, world) || carriesCluster(group, world)),
  judge(group, world) {
    // compute/spot-is-diverse asks the same of Spot.
    if (hasSpot(group, world)) return undefined;
    const types = typesOf(group, world);
    if (types === "by requirements" || types.size > 1 || isReserved(group, world)) return pass();
    const [only] = types;
    return fail(`starts ${only ?? "one type"} only: when AWS has none left, nothing starts`, {
      input: world.has(group, POLICY) ? POLICY : "launchTemplate",
    });
  },
});

/** What it may start; a template or launch configuration names one. */
function typesOf(group: GraphResource, world: World): ReadonlySet<string> | "by requirements" {
  const path = `${POLICY}.launchTemplate.overrides`;
  const overrides = world.list(group, path);
  if (overrides.some((_, at) => world.has(group, `${path}[${at}].instanceRequirements`))) return "by requirements";
  if (overrides.length > 0)
    return new Set(overrides.flatMap((_, at) => world.text(group, `${path}[${at}].instanceType`) ?? []));
  const template = templateOf(group, world);
  if (template && world.has(template, "instanceRequirements")) return "by requirements";
  const [configured] = world.linked(group, "launchConfiguration", TYPES.launchConfiguration);
  const source = template ?? configured;
  const type = source && world.text(source, "instanceType");
  return new Set(type === undefined ? [] : [type]);
}

/** Capacity that was reserved is there when AWS is short [launch templates, CapacityReservationTarget]. */
function isReserved(group: GraphResource, world: World): boolean {
  const template = templateOf(group, world);
  return template !== undefined && world.has(template, "capacityReservationSpecification.capacityReservationTarget");
}
