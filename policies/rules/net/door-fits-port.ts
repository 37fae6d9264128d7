import { changed, withInputs } from "../../change-sample";
import { listeningAt } from "../../facts/listening";
import { openingsOf } from "../../facts/openings";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { UnseenValue, unseen } from "../../world/unseen";

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

export const doorFitsPort = rule({
  id: "net/door-fits-port",
  title: "What listens in a network is let in to by its security groups, on the port that it listens at",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A balancer, store or endpoint behind a door that is shut, or open on another port, looks healthy and answers nobody.",
  source:
    "Amazon VPC User Guide, security group rules, https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html: by default a security group lets nothing in",
  fix: "let the callers in on the port that it listens at",
  types: [
    TYPES.loadBalancer,
    TYPES.listener,
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.replicationGroup,
    TYPES.dbProxy,
    TYPES.dbProxyEndpoint,
    TYPES.vpcEndpoint,
    TYPES.securityGroup,
    TYPES.securityGroupRule,
    TYPES.ingressRule,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("orders", { port: 2716 })) },
  subjects: (world) =>
    world.all(
      TYPES.loadBalancer,
      TYPES.dbCluster,
      TYPES.dbInstance,
      TYPES.replicationGroup,
      TYPES.dbProxy,
      TYPES.dbProxyEndpoint,
      TYPES.vpcEndpoint,
    ),
  judge(subject, world): readonly Verdict[] | undefined {
    const listening = listeningAt(subject, world);
    if (!listening || listening.place.groups.length === 0) return undefined;
    const { place, ports } = listening;
    const openings = place.groups.flatMap((group) => openingsOf(group, "in", world));
    return ports.map((port): Verdict => {
      const key = String(port);
      if (anyOf(openings, (opening) => opening.admitsPort(port, "tcp"))) return pass(key);
      if (place.hasMore) throw unseen(subject, place.input);
      // Without any opening, whoever calls it may open the door from a stack of its own that was not read.
      if (openings.length === 0 && !world.declares("regions")) throw new UnseenValue(`who opens ${subject.name}`);
      return fail(`listens at ${port}, where ${place.groups.map(({ name }) => name).join(", ")} let nobody in`, {
        key,
        related: place.groups,
      });
    });
  },
});
