import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { isTargetOnly, targetPortsOf } from "../../facts/balancer-targets";
import { bearersOf } from "../../facts/bearers";
import { listeningAt } from "../../facts/listening";
import { type Opening, openingsOf } from "../../facts/openings";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
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
      inputs: { engine: "aurora-postgresql", port: 5432, vpcSecurityGroupIds: [ref("store")] },
    },
  ],
};

export const openingFitsListener = rule({
  id: "sec/opening-fits-listener",
  title: "An opening lets in to ports that something behind it listens at, and to no others",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Other ports of the same machines are open to the peer as well: what somebody starts there tomorrow is in reach today.",
  source:
    "Amazon VPC User Guide, security group best practices (do not open large port ranges), https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html; AWS Well-Architected, Security Pillar, SEC05-BP02, https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_network_protection_layered.html",
  fix: "write the port that is listened at as both ends of the range",
  types: [
    TYPES.securityGroup,
    TYPES.securityGroupRule,
    TYPES.ingressRule,
    TYPES.loadBalancer,
    TYPES.listener,
    TYPES.targetGroup,
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.dbProxy,
    TYPES.dbProxyEndpoint,
    TYPES.replicationGroup,
    TYPES.vpcEndpoint,
    TYPES.launchTemplate,
    TYPES.group,
    TYPES.eksNodeGroup,
  ],
  elsewhere: [
    { tool: "aws-config", id: "vpc-sg-port-restriction-check", note: "by a list of ports, whatever listens there" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("from-app", { fromPort: 2716 })) },
  subjects: (world) => world.all(TYPES.securityGroup),
  judge(group, world): readonly Verdict[] | undefined {
    const holders = bearersOf(group, world);
    if (holders.length === 0) return undefined;
    const verdicts = openingsOf(group, "in", world).flatMap((opening): Verdict[] => {
      const used = usedPorts(opening, group, holders, world);
      return used.length === 0 ? [] : [judgeOpening(opening, used)];
    });
    return verdicts.length > 0 ? verdicts : undefined;
  },
});

function judgeOpening(opening: Opening, used: readonly number[]): Verdict {
  const key = opening.from.name;
  const range = opening.ports("tcp");
  const inside = range ? used.filter((port) => range[0] <= port && port <= range[1]) : [];
  // Another protocol, or a port for nothing that is seen here, is no range that is too wide.
  if (!range || inside.length === 0 || range[1] - range[0] < inside.length) return pass(key);
  return fail(`lets in to ports ${range.join(" to ")} by ${key}, of which ${inside.join(", ")} is listened at`, {
    key,
    related: [opening.from],
  });
}

/** Ports at which all holders listen for whom an opening lets in; none where one of them may listen anywhere. */
function usedPorts(
  opening: Opening,
  group: GraphResource,
  holders: readonly GraphResource[],
  world: World,
): readonly number[] {
  // Members of a group among themselves speak what they like.
  if (opening.groups.includes(group)) return [];
  const ports = holders.map((holder) => {
    const listening = known(() => listeningAt(holder, world))?.value;
    if (listening) return listening.ports;
    return isTargetOnly(opening, world) ? targetPortsOf(opening.groups, holder, world) : [];
  });
  return ports.some((each) => each.length === 0) ? [] : [...new Set(ports.flat())].sort((a, b) => a - b);
}
