import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { DISTRIBUTION, hasSpot, isSpotByTemplate, POLICY } from "../../facts/spot";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import type { World } from "../../world/world";

const mixed = (distribution: object, ...types: readonly string[]) => ({
  mixedInstancesPolicy: {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: ref("template") },
      overrides: types.map((instanceType) => ({ instanceType })),
    },
    instancesDistribution: distribution,
  },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.launchTemplate, name: "template", inputs: { instanceType: "m7g.large" } },
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        minSize: 3,
        maxSize: 9,
        capacityRebalance: true,
        ...mixed(
          {
            onDemandBaseCapacity: 3,
            onDemandPercentageAboveBaseCapacity: 40,
            spotAllocationStrategy: "price-capacity-optimized",
          },
          "m7g.large",
          "m6g.large",
        ),
      },
    },
  ],
};

/** Those that look at how much spare capacity a pool has. The default, lowest-price, looks at the price alone. */
const BY_CAPACITY: readonly string[] = [
  "price-capacity-optimized",
  "capacity-optimized",
  "capacity-optimized-prioritized",
];

export const spotIsDiverse = rule({
  id: "compute/spot-is-diverse",
  title: "Spot comes from several types, chosen by capacity, and only above the minimum",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "When AWS wants one kind of machine back, every Spot instance of it gets two minutes. With one type, or with the cheapest pool, that is the whole group at once.",
  source:
    "EC2 Auto Scaling, groups with multiple instance types and purchase options, https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html, and Security Hub control AutoScaling.6, https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-6",
  fix: "name two or more types, allocate with price-capacity-optimized, set capacityRebalance, and keep the minimum size on demand",
  types: [TYPES.group, TYPES.launchTemplate],
  elsewhere: [
    { tool: "security-hub", id: "AutoScaling.6", note: "asks for several types of every group, Spot or not" },
    { tool: "aws-config", id: "autoscaling-capacity-rebalancing", note: "the rebalancing only" },
    { tool: "prowler", id: "autoscaling_group_multiple_instance_types", note: "the types only, of every group" },
    { tool: "prowler", id: "autoscaling_group_capacity_rebalance_enabled", note: "of every group with a balancer" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", { capacityRebalance: false })) },
  subjects: (world) => world.all(TYPES.group),
  judge(group, world) {
    if (isSpotByTemplate(group, world))
      return fail("starts Spot instances only, by its launch template: no type but one, and nothing on demand", {
        key: "base",
        input: "launchTemplate",
      });
    if (!hasSpot(group, world)) return undefined;
    return together([
      () => types(group, world),
      () => allocation(group, world),
      () => rebalancing(group, world),
      () => base(group, world),
    ]);
  },
});

function types(group: GraphResource, world: World): Verdict {
  const path = `${POLICY}.launchTemplate.overrides`;
  const overrides = world.list(group, path);
  const byRequirements = overrides.some((_, index) => world.has(group, `${path}[${index}].instanceRequirements`));
  if (byRequirements) return pass("types");
  const names = new Set(overrides.map((_, index) => world.text(group, `${path}[${index}].instanceType`)));
  if (names.size > 1) return pass("types");
  const only = [...names][0];
  return fail(`takes Spot of one type only${only === undefined ? "" : ` (${only})`}`, { key: "types", input: POLICY });
}

function allocation(group: GraphResource, world: World): Verdict {
  const strategy = world.text(group, `${DISTRIBUTION}.spotAllocationStrategy`) ?? "lowest-price";
  if (BY_CAPACITY.includes(strategy)) return pass("allocation");
  return fail(`takes Spot by ${strategy}, whatever capacity is left there`, { key: "allocation", input: POLICY });
}

const rebalancing = (group: GraphResource, world: World): Verdict =>
  world.flag(group, "capacityRebalance") === true
    ? pass("rebalancing")
    : fail("replaces a Spot instance only when it is gone (capacityRebalance is off)", {
        key: "rebalancing",
        input: "capacityRebalance",
      });

function base(group: GraphResource, world: World): Verdict {
  const onDemand = world.number(group, `${DISTRIBUTION}.onDemandBaseCapacity`) ?? 0;
  const fewest = world.number(group, "minSize") ?? 0;
  if (onDemand >= fewest) return pass("base");
  return fail(`has ${onDemand} instances on demand below a minimum of ${fewest}`, { key: "base", input: POLICY });
}
