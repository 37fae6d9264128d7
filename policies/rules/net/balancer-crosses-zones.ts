import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { kindOf, targetGroupsOf } from "../../facts/balancers";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.loadBalancer,
      name: "entry",
      inputs: { loadBalancerType: "network", enableCrossZoneLoadBalancing: true },
    },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 443, protocol: "TCP" } },
    {
      type: TYPES.listener,
      name: "tls",
      inputs: { loadBalancerArn: ref("entry"), defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] },
    },
  ],
};

export const balancerCrossesZones = rule({
  id: "net/balancer-crosses-zones",
  title: "A network or classic balancer sends connections to targets of all zones",
  scope: "stack",
  severity: perTier("info", "info", "warning", "warning"),
  why: "Each zone's address gets the same share of clients. Where zones have unlike numbers of targets, as while a group replaces what a zone lost, the few there carry as much as the many elsewhere; where a zone has none, its clients are sent nowhere.",
  source:
    "Elastic Load Balancing user guide, cross-zone load balancing, https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing; Security Hub control ELB.9",
  fix: "switch cross-zone load balancing on for the balancer or its target groups; where zones are kept apart on purpose, for the price of traffic between them, exempt the balancer and keep the same number of targets in each",
  types: [TYPES.loadBalancer, TYPES.classicLoadBalancer, TYPES.listener, TYPES.targetGroup],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_138" },
    { tool: "checkov", id: "CKV_AWS_152", note: "doesn't see what a target group says" },
    { tool: "security-hub", id: "ELB.9", note: "classic balancers only" },
    { tool: "cdk-nag", id: "AwsSolutions-ELB4", note: "classic balancers only" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("entry", { enableCrossZoneLoadBalancing: false })) },
  subjects: (world) => world.all(TYPES.loadBalancer, TYPES.classicLoadBalancer),
  judge(balancer, world) {
    if (balancer.type === TYPES.classicLoadBalancer) return judgeClassic(balancer, world);
    // An application balancer always does; a gateway one stands before appliances that keep state.
    if (kindOf(balancer, world) !== "network") return undefined;
    const groups = targetGroupsOf(balancer, world);
    const input = "enableCrossZoneLoadBalancing";
    // Default false [registry of the AWS provider].
    const own = world.flag(balancer, input) === true;
    const kept = groups.filter((group) => !crosses(group, own, world));
    if (groups.length === 0 ? own : kept.length === 0) return pass();
    return fail("sends connections to targets of their own zone only", { input, related: kept });
  },
});

/** What a target group says stands above its balancer's setting. */
function crosses(group: GraphResource, inherited: boolean, world: World): boolean {
  const written = world.text(group, "loadBalancingCrossZoneEnabled") ?? "use_load_balancer_configuration";
  return written === "use_load_balancer_configuration" ? inherited : written === "true";
}

function judgeClassic(balancer: GraphResource, world: World) {
  const input = "crossZoneLoadBalancing";
  // On where Terraform or Pulumi makes it, off where CloudFormation does [registry of the AWS provider;
  // AWS::ElasticLoadBalancing::LoadBalancer, CrossZone].
  const crossing = world.flag(balancer, input) ?? !balancer.id.startsWith("cloudformation::");
  return crossing ? pass() : fail("sends requests to instances of their own zone only", { input });
}
