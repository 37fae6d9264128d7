import { changed, withInputs } from "../../change-sample";
import { zonesOfGroup } from "../../facts/zones";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        minSize: 3,
        maxSize: 9,
        availabilityZones: ["a", "b", "c"],
        instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 90 } },
        instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 120 },
      },
    },
  ],
};

/** Where a group says how many instances stay in service while others are replaced. */
const INPUTS = ["instanceRefresh.preferences.minHealthyPercentage", "instanceMaintenancePolicy.minHealthyPercentage"];

export const replacementKeepsCapacity = rule({
  id: "compute/replacement-keeps-capacity",
  title: "A replacement of instances takes away no more at once than the loss of a zone",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "A fleet is sized for one zone gone. A deployment or a rebalancing that takes away more breaks it on an ordinary day, and under load.",
  source:
    "Amazon EC2 Auto Scaling User Guide, instance maintenance policies, https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html",
  fix: "raise minHealthyPercentage to 90 or 100, with maxHealthyPercentage above 100 so that new instances start first",
  types: [TYPES.group, TYPES.subnet],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("web", { instanceMaintenancePolicy: { minHealthyPercentage: 50, maxHealthyPercentage: 100 } }),
    ),
  },
  subjects: (world) =>
    world.all(TYPES.group).filter((group) => INPUTS.some((input) => world.peek(group, input) !== undefined)),
  judge(group, world): readonly Verdict[] | undefined {
    // Of one or two instances each is more than a zone's share.
    if ((world.number(group, "maxSize") ?? 0) < 3) return undefined;
    const zones = zonesOfGroup(group, world).length;
    if (zones < 2) return undefined;
    const needed = Math.floor((100 * (zones - 1)) / zones);
    return INPUTS.flatMap((input): Verdict[] => {
      const kept = world.number(group, input);
      // -1 takes the policy away [aws_autoscaling_group, instance_maintenance_policy].
      if (kept === undefined || kept < 0) return [];
      if (kept >= needed) return [pass(input)];
      return [
        fail(`keeps ${kept} % of its instances while it replaces the others, where a zone's loss leaves ${needed} %`, {
          key: input,
          input,
        }),
      ];
    });
  },
});
