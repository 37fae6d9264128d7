import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.eip, name: "address", inputs: { domain: "vpc" } },
    { type: TYPES.natGateway, name: "nat", inputs: { allocationId: ref("address"), subnetId: "subnet-1" } },
    { type: TYPES.routeTable, name: "private", inputs: { vpcId: "vpc-1" } },
    { type: TYPES.route, name: "out", inputs: { routeTableId: "rtb-1", natGatewayId: ref("nat") } },
  ],
};

export const nothingIdle = rule({
  id: "cost/nothing-idle",
  title: "No address, volume, gateway or balancer stands there unused",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "It costs every hour and does nothing. It is often what a half-done change left behind, and then something that should be reachable is not.",
  source:
    "AWS Trusted Advisor, cost optimization checks, https://docs.aws.amazon.com/awssupport/latest/user/cost-optimization-checks.html; AWS Security Hub EC2.12, https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-12",
  fix: "attach it to what needs it, or remove it",
  types: [
    TYPES.eip,
    TYPES.eipAssociation,
    TYPES.volume,
    TYPES.volumeAttachment,
    TYPES.natGateway,
    TYPES.route,
    TYPES.routeTable,
    TYPES.loadBalancer,
    TYPES.listener,
    TYPES.classicLoadBalancer,
  ],
  elsewhere: [
    { tool: "security-hub", id: "EC2.12", note: "addresses only" },
    { tool: "checkov", id: "CKV2_AWS_19", note: "addresses only" },
    { tool: "prowler", id: "ec2_elastic_ip_unassigned", note: "addresses only" },
    { tool: "aws-config", id: "eip-attached", note: "addresses only" },
    { tool: "aws-config", id: "ec2-volume-inuse-check", note: "volumes only" },
    { tool: "trusted-advisor", id: "Idle Load Balancers", note: "classic balancers, by their traffic" },
  ],
  example: { compliant, failing: changed(compliant, without("nat", "out")) },
  subjects: (world) => world.all(...Object.keys(KINDS)),
  judge(resource, world) {
    const kind = KINDS[resource.type];
    if (!kind || kind.used(resource, world)) return pass();
    // A user that names what was not read may name this one.
    for (const [type, input] of kind.users)
      for (const user of world.all(type))
        if (user.region === resource.region && isUnknown(world.peek(user, input)) && !shows(user, input, world))
          throw new UnseenValue(`${input} of ${user.name}`, user, input);
    // An input without any user of the kind shows another part of the system than the one that this is used in.
    if (kind.elsewhere?.every((type) => world.all(type).length === 0))
      throw new UnseenValue("route tables of its network");
    return fail(kind.idle);
  },
});

interface Kind {
  readonly idle: string;
  /** Types, with the input by which each uses it. */
  readonly users: readonly (readonly [type: string, input: string])[];
  /** Types that use it and that are kept apart from it often: with none of them in sight nothing can be told. */
  readonly elsewhere?: readonly string[];
  used(resource: GraphResource, world: World): boolean;
}

const shows = (user: GraphResource, input: string, world: World): boolean =>
  world.view.from(user).some((edge) => edge.input === input);

/** Resources that name another without making use of it. */
const ONLY_NAMES = /route53|cloudwatch|snapshot|ssm\/parameter|ec2\/tag|shield|backup/i;

const named = (resource: GraphResource, world: World): boolean =>
  world.view.to(resource).some(({ by, from }) => by !== "order" && from.custom && !ONLY_NAMES.test(from.type));

const ROUTES = [TYPES.route, TYPES.routeTable, TYPES.defaultRouteTable];

const KINDS: Readonly<Record<string, Kind>> = {
  [TYPES.eip]: {
    idle: "is an address that nothing has",
    users: [
      [TYPES.eipAssociation, "allocationId"],
      [TYPES.natGateway, "allocationId"],
    ],
    used: (eip, world) => {
      const inputs = ["instance", "networkInterface"].filter((input) => world.has(eip, input));
      const hidden = inputs.filter((input) => isUnknown(world.peek(eip, input)) && !shows(eip, input, world));
      const associated = [eip.outputs?.associationId, eip.outputs?.networkInterface];
      if (hidden.length < inputs.length || associated.some((id) => typeof id === "string" && id !== "")) return true;
      if (named(eip, world)) return true;
      // A plan of Terraform leaves both open where nothing is written.
      if (hidden[0] !== undefined) throw unseen(eip, hidden[0]);
      return false;
    },
  },
  [TYPES.volume]: {
    idle: "is a volume that nothing attaches",
    users: [[TYPES.volumeAttachment, "volumeId"]],
    used: named,
  },
  [TYPES.natGateway]: {
    idle: "is a gateway that no route leads to",
    users: [[TYPES.route, "natGatewayId"]],
    elsewhere: ROUTES,
    used: (gateway, world) => world.referrers(gateway, ROUTES).length > 0,
  },
  [TYPES.loadBalancer]: {
    idle: "is a balancer without a listener",
    users: [[TYPES.listener, "loadBalancerArn"]],
    used: (balancer, world) => {
      if (world.referrers(balancer, [TYPES.listener]).length > 0) return true;
      // What does not show where it stands shows little of what it is for.
      if (isUnknown(world.peek(balancer, "subnets")) && !shows(balancer, "subnets", world))
        throw unseen(balancer, "subnets");
      return false;
    },
  },
  [TYPES.classicLoadBalancer]: {
    idle: "is a balancer without instances or a group",
    users: [
      ["aws:elb/attachment:Attachment", "elb"],
      [TYPES.groupAttachment, "elb"],
    ],
    used: (balancer, world) => world.has(balancer, "instances") || named(balancer, world),
  },
};
