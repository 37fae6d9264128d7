import { changed, withInputs } from "../../change-sample";
import { zonesOfGroup } from "../../facts/zones";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const subnet = (zone: string) => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: `eu-west-1${zone}` },
});

const compliant: Sample = {
  resources: [
    subnet("a"),
    subnet("b"),
    subnet("c"),
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 3, maxSize: 9, vpcZoneIdentifiers: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")] },
    },
  ],
};

export const groupSpansZones = rule({
  id: "compute/group-spans-zones",
  title: "A scaling group spans two zones, from tier scale three",
  scope: "stack",
  severity: perTier("none", "error", "error", "error"),
  why: "A group in one zone goes when the zone goes. Zones count, not subnets: two subnets may share one. With two zones the loss of one takes half the capacity, with three a third.",
  source:
    "AWS Security Hub control AutoScaling.2, https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
  fix: "give the group a subnet in each zone",
  types: [TYPES.group, TYPES.subnet],
  elsewhere: [
    { tool: "security-hub", id: "AutoScaling.2" },
    { tool: "prowler", id: "autoscaling_group_multiple_az" },
  ],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("subnet-b", { availabilityZone: "eu-west-1a" }),
      withInputs("subnet-c", { availabilityZone: "eu-west-1a" }),
    ),
  },
  subjects: (world) => world.all(TYPES.group),
  judge(group, world) {
    const zones = zonesOfGroup(group, world);
    const wanted = world.atLeast("scale") ? 3 : 2;
    if (zones.length >= wanted) return pass();
    return fail(
      `is in ${zones.length === 1 ? "one zone" : `${zones.length} zones`} (${zones.join(", ")}) where tier ${world.tier} needs ${wanted}`,
      {
        input: "vpcZoneIdentifiers",
      },
    );
  },
});
