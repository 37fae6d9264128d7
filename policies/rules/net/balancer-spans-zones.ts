import { changed, withInputs } from "../../change-sample";
import { kindOf, membersOf, subnetsOfBalancer, subnetsOfMember, targetGroupsOf } from "../../facts/balancers";
import { zoneOf, zonesOfGroup } from "../../facts/zones";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const subnet = (name: string, zone: string) => ({ type: TYPES.subnet, name, inputs: { availabilityZone: zone } });

const compliant: Sample = {
  resources: [
    subnet("public-a", "a"),
    subnet("public-b", "b"),
    subnet("app-a", "a"),
    subnet("app-b", "b"),
    { type: TYPES.loadBalancer, name: "balancer", inputs: { subnets: [ref("public-a"), ref("public-b")] } },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080 } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: {
        loadBalancerArn: ref("balancer"),
        defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }],
      },
    },
    {
      type: TYPES.group,
      name: "web",
      inputs: { vpcZoneIdentifiers: [ref("app-a"), ref("app-b")], targetGroupArns: [ref("targets")] },
    },
  ],
};

export const balancerSpansZones = rule({
  id: "net/balancer-spans-zones",
  title: "A balancer is in two zones and in every zone of its targets",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Targets in a zone that the balancer is not in get no traffic: the capacity that was counted on for the loss of a zone is not there.",
  source:
    "AWS Security Hub control ELB.13, https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
  fix: "give the balancer a subnet in each zone in which its targets run",
  types: [TYPES.loadBalancer, TYPES.subnet, TYPES.targetGroup, TYPES.group, TYPES.eksNodeGroup, TYPES.ecsService],
  elsewhere: [
    { tool: "security-hub", id: "ELB.13", note: "the balancer alone" },
    { tool: "prowler", id: "elbv2_is_in_multiple_az", note: "the balancer alone" },
    { tool: "cfn-lint", id: "E3680", note: "two subnets of an application balancer, in whatever zone" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("app-b", { availabilityZone: "c" })),
  },
  subjects: (world) => world.all(TYPES.loadBalancer),
  judge(balancer, world) {
    if (kindOf(balancer, world) === "gateway") return undefined;
    const zones = [...new Set(subnetsOfBalancer(balancer, world).map((from) => zoneOf(from, world)))].sort();
    const own: Verdict =
      zones.length > 1
        ? pass("zones")
        : fail(`is in one zone (${zones.join(", ")}) where it needs two`, { key: "zones", input: "subnets" });
    const members = targetGroupsOf(balancer, world).flatMap((targets) => membersOf(targets, world));
    return [
      own,
      ...[...new Set(members)].map((member): Verdict => {
        const there =
          member.type === TYPES.group
            ? zonesOfGroup(member, world)
            : subnetsOfMember(member, world).map((from) => zoneOf(from, world));
        const missed = [...new Set(there)].filter((zone) => !zones.includes(zone));
        if (missed.length === 0) return pass(member.name);
        return fail(`is in ${zones.join(", ")}, but ${member.name} runs in ${missed.join(", ")} too`, {
          key: member.name,
          input: "subnets",
          related: [member],
        });
      }),
    ];
  },
});
