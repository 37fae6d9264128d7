import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.16.0.0/16" } },
    { type: TYPES.defaultSecurityGroup, name: "default", inputs: { vpcId: ref("network") } },
  ],
};

/** Rules that stand beside their group. */
const RULES = [TYPES.securityGroupRule, TYPES.ingressRule, TYPES.egressRule];

export const defaultGroupShut = rule({
  id: "sec/default-group-shut",
  title: "A network's default security group lets nothing through",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "What is started without a group gets the default one, which as AWS makes it lets all its members talk to one another and to the world.",
  source:
    "AWS Security Hub control EC2.2, https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
  fix: "take the default security group over and write no rules into it",
  types: [TYPES.vpc, TYPES.defaultSecurityGroup, ...RULES],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_12" },
    { tool: "security-hub", id: "EC2.2" },
    { tool: "trivy", id: "AWS-0173" },
  ],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("default", { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }),
    ),
  },
  subjects: (world) => world.all(TYPES.vpc),
  judge(network, world) {
    const groups = world.referrers(network, [TYPES.defaultSecurityGroup], "vpcId");
    // CloudFormation has no way to take it over.
    if (groups.length === 0)
      return network.id.startsWith("cloudformation::")
        ? undefined
        : fail("leaves its default security group as AWS makes it: open among its members and outward");
    for (const group of groups) {
      const input = ["ingress", "egress"].find((list) => world.list(group, list).length > 0);
      const [own] = world.referrers(group, RULES, "securityGroupId");
      if (input === undefined && !own) continue;
      const has = input === undefined ? `the rule ${own?.name}` : `${input} rules`;
      return fail(`lets traffic through by its default security group: ${group.name} has ${has}`, {
        key: "rules",
        related: [group],
      });
    }
    return pass();
  },
});
