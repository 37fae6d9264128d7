import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { portsOfMember } from "../../facts/balancer-targets";
import { hasDoor, membersOf, placeOfBalancer, placeOfMember, targetGroupsOf } from "../../facts/balancers";
import { letsIn, letsOut, type Place } from "../../facts/exposure";
import { proxyDoors, storeDoors } from "../../facts/store-doors";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.securityGroup, name: "entry" },
    { type: TYPES.securityGroup, name: "instances" },
    {
      type: TYPES.egressRule,
      name: "entry-out",
      inputs: {
        securityGroupId: ref("entry"),
        referencedSecurityGroupId: ref("instances"),
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
      },
    },
    {
      type: TYPES.ingressRule,
      name: "instances-in",
      inputs: {
        securityGroupId: ref("instances"),
        referencedSecurityGroupId: ref("entry"),
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
      },
    },
    { type: TYPES.subnet, name: "app", inputs: { availabilityZone: "a", cidrBlock: "10.0.0.0/20" } },
    { type: TYPES.subnet, name: "public", inputs: { availabilityZone: "a", cidrBlock: "10.0.16.0/20" } },
    {
      type: TYPES.loadBalancer,
      name: "balancer",
      inputs: { securityGroups: [ref("entry")], subnets: [ref("public")] },
    },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080, protocol: "HTTP" } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: {
        loadBalancerArn: ref("balancer"),
        defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }],
      },
    },
    { type: TYPES.launchTemplate, name: "template", inputs: { vpcSecurityGroupIds: [ref("instances")] } },
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        launchTemplate: { id: ref("template") },
        vpcZoneIdentifiers: [ref("app")],
        targetGroupArns: [ref("targets")],
      },
    },
  ],
};

export const pathIsOpen = rule({
  id: "net/path-is-open",
  title: "Security groups let the balancer reach its targets, services their stores, and proxies theirs",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A door that is shut shows as a healthy deployment that serves nothing, and in a standby region only on the day that it is needed.",
  source:
    "Elastic Load Balancing, security groups for your Application Load Balancer (recommended rules), https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
  fix: "let the caller's security group out to, and the other's in from, the other one on this port",
  types: [
    TYPES.loadBalancer,
    TYPES.targetGroup,
    TYPES.group,
    TYPES.launchTemplate,
    TYPES.eksNodeGroup,
    TYPES.dbProxy,
    TYPES.dbProxyTarget,
    TYPES.dbCluster,
    TYPES.replicationGroup,
    TYPES.securityGroup,
    TYPES.securityGroupRule,
    TYPES.ingressRule,
    TYPES.egressRule,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("instances-in")) },
  subjects: (world) => world.all(TYPES.loadBalancer, TYPES.launchTemplate, TYPES.dbProxy),
  judge(subject, world) {
    if (subject.type !== TYPES.loadBalancer)
      return (subject.type === TYPES.dbProxy ? proxyDoors : storeDoors)(subject, world).map(({ caller, store, port }) =>
        judgePath(caller, store, port, world),
      );
    if (!hasDoor(subject, world)) return undefined;
    const entry = placeOfBalancer(subject, world);
    return targetGroupsOf(subject, world).flatMap((targets) =>
      membersOf(targets, world).flatMap((member) =>
        portsOfMember(targets, member, world).map((port) =>
          judgePath(entry, placeOfMember(member, world), port, world, member),
        ),
      ),
    );
  },
});

function judgePath(from: Place, to: Place, port: number, world: World, member: GraphResource = to.resource): Verdict {
  const key = `${member.name} ${port}`;
  const more = { key, related: [...to.groups, ...from.groups] };
  if (!letsOut(from, to, port, world)) return fail(`may not go out to ${member.name} on port ${port}`, more);
  if (!letsIn(to, from, port, world)) return fail(`is not let in by ${member.name} on port ${port}`, more);
  return pass(key);
}
