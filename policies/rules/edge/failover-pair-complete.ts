import { changed, without } from "../../change-sample";
import { endsOf, firstRecords, regionsOf, setOf } from "../../facts/dns";
import { demandWhole } from "../../facts/whole";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const side = (region: string, type: "PRIMARY" | "SECONDARY") => [
  { type: TYPES.loadBalancer, name: `balancer-${region}`, region },
  {
    type: TYPES.record,
    name: `record-${region}`,
    region,
    inputs: {
      name: "www.example.com",
      type: "A",
      setIdentifier: region,
      failoverRoutingPolicies: [{ type }],
      aliases: [{ name: ref(`balancer-${region}`), evaluateTargetHealth: true }],
    },
  },
];

const compliant: Sample = {
  resources: [...side("eu-west-1", "PRIMARY"), ...side("us-east-1", "SECONDARY")],
  declared: { regions: ["eu-west-1", "us-east-1"] },
};

export const failoverPairComplete = rule({
  id: "edge/failover-pair-complete",
  title: "A failover name has one primary and one secondary record, in different regions",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "Without its secondary a failover record answers with the dead region, or not at all; with both in one region the failover goes from a dead region to the same dead region.",
  source:
    "Route 53 Developer Guide, values specific for failover alias records, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html",
  fix: "give each failover name and type one PRIMARY and one SECONDARY record, each with its target in a region of its own",
  types: [TYPES.record, TYPES.loadBalancer],
  elsewhere: [{ tool: "trusted-advisor", id: "b73EEdD790", note: "live, and does not ask for regions that differ" }],
  example: { compliant, failing: changed(compliant, without("record-us-east-1")) },
  subjects: (world) => firstRecords(world, "failover"),
  judge(record, world) {
    const set = setOf(record, world);
    if (!set) return undefined;
    const role = (member: typeof record): string | undefined => world.text(member, "failoverRoutingPolicies[0].type");
    const sides = ["PRIMARY", "SECONDARY"] as const;
    const held = sides.map((wanted) => set.members.filter((member) => role(member) === wanted));
    for (const [index, members] of held.entries()) {
      if (members.length === 1) continue;
      if (members.length === 0) demandWhole(`the ${sides[index]} record of ${set.name}`, world);
      return fail(`${set.name} (${set.type}) has ${members.length} ${sides[index]} records where it needs one`, {
        input: "failoverRoutingPolicies",
        related: set.members,
      });
    }
    const [primary = [], secondary = []] = held.map((members) =>
      members.flatMap((member) => {
        const regions = regionsOf(endsOf(member, world));
        if (regions.length === 0) throw unseen(member, "aliases");
        return regions;
      }),
    );
    if (secondary.some((region) => !primary.includes(region))) return pass();
    return fail(
      `${set.name} (${set.type}) fails over from ${primary.join(", ")} to ${secondary.join(", ")}: the same`,
      {
        input: "aliases",
        related: set.members,
      },
    );
  },
});
