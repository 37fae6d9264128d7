import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { ANYWHERE } from "../../facts/cidr";
import { openingsOf } from "../../facts/openings";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.securityGroup, name: "app" },
    { type: TYPES.securityGroup, name: "store" },
    {
      type: TYPES.ingressRule,
      name: "from-app",
      inputs: {
        securityGroupId: ref("store"),
        referencedSecurityGroupId: ref("app"),
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      },
    },
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: { engine: "aurora-postgresql", vpcSecurityGroupIds: [ref("store")] },
    },
  ],
};

/** Where each kind of store names its groups. */
const GROUPS: Readonly<Record<string, string>> = {
  [TYPES.dbCluster]: "vpcSecurityGroupIds",
  [TYPES.dbInstance]: "vpcSecurityGroupIds",
  [TYPES.replicationGroup]: "securityGroupIds",
};
const EVERYBODY: readonly string[] = [ANYWHERE, "::/0"];

export const storeDoorNarrow = rule({
  id: "sec/store-door-narrow",
  title: "No security group of a store lets everybody in",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "One route or one public address later the store answers the internet. A door for named groups and ranges stays shut, whatever happens to the network around it.",
  source:
    "AWS Foundational Security Best Practices, EC2.19 (unrestricted access to high-risk ports, databases among them), https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
  fix: "let in the security groups of the services that use it, or their ranges",
  types: [TYPES.dbCluster, TYPES.dbInstance, TYPES.replicationGroup, TYPES.securityGroup, TYPES.ingressRule],
  elsewhere: [
    { tool: "security-hub", id: "EC2.19", note: "for a list of ports, whatever stands behind the group" },
    { tool: "cdk-nag", id: "AwsSolutions-EC23", note: "for every group" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("from-app", { referencedSecurityGroupId: undefined, cidrIpv4: ANYWHERE })),
  },
  subjects: (world) => world.all(...Object.keys(GROUPS)),
  judge(store, world): readonly Verdict[] | undefined {
    const input = GROUPS[store.type] ?? "";
    if (!world.has(store, input)) return undefined;
    const groups = world.linked(store, input, TYPES.securityGroup);
    if (groups.length === 0) throw unseen(store, input);
    return groups.map((group) => judgeGroup(group, input, world));
  },
});

function judgeGroup(group: GraphResource, input: string, world: World): Verdict {
  const open = openingsOf(group, "in", world).find((opening) =>
    opening.cidrs().some((range) => EVERYBODY.includes(range)),
  );
  if (!open) return pass(group.name);
  return fail(`lets everybody in through ${group.name}`, { key: group.name, input, related: [open.from] });
}
