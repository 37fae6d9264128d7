import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { kindOf, subnetsOfBalancer } from "../../facts/balancers";
import { parseCidr, sizeOf } from "../../facts/cidr";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.subnet, name: "public-a", inputs: { availabilityZone: "a", cidrBlock: "10.0.0.0/24" } },
    { type: TYPES.subnet, name: "public-b", inputs: { availabilityZone: "b", cidrBlock: "10.0.1.0/24" } },
    { type: TYPES.loadBalancer, name: "balancer", inputs: { subnets: [ref("public-a"), ref("public-b")] } },
  ],
};

/** What AWS keeps of each subnet [vpc/latest/userguide/subnet-sizing.html]. */
const KEPT = 5;
/** Free addresses that a balancer wants in each subnet, and the smallest subnet that it takes. */
const WANTED = 8;
const SMALLEST = 32;

export const balancerHasRoom = rule({
  id: "net/balancer-has-room",
  title: "Each subnet of a balancer keeps eight free addresses after all that is planned in it",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "A balancer grows by taking addresses. Where there are none it cannot grow, on the day of the peak.",
  source:
    "Elastic Load Balancing, subnets for your load balancer (/27 and eight free addresses), https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
  fix: "put the balancer into larger subnets, or the instances into others",
  types: [TYPES.loadBalancer, TYPES.subnet, TYPES.group, TYPES.natGateway, TYPES.vpcEndpoint],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("public-b", { cidrBlock: "10.0.1.0/28" })) },
  subjects: (world) => world.all(TYPES.loadBalancer),
  judge(balancer, world) {
    if (kindOf(balancer, world) !== "application") return undefined;
    return subnetsOfBalancer(balancer, world).map((subnet): Verdict => {
      const range = parseCidr(world.text(subnet, "cidrBlock") ?? "");
      if (!range) throw unseen(subnet, "cidrBlock");
      const free = sizeOf(range) - KEPT - plannedIn(subnet, balancer, world);
      if (sizeOf(range) >= SMALLEST && free >= WANTED) return pass(subnet.name);
      return fail(
        `has ${Math.max(free, 0)} free addresses in ${subnet.name} (${world.text(subnet, "cidrBlock")}) where it needs ${WANTED} and a /27`,
        {
          key: subnet.name,
          input: "subnets",
          related: [subnet],
        },
      );
    });
  },
});

/** Addresses that others in the subnet take at most. Other balancers count with what each of them wants. */
function plannedIn(subnet: GraphResource, balancer: GraphResource, world: World): number {
  const groups = world.referrers(subnet, [TYPES.group], "vpcZoneIdentifiers").map((group) => {
    const subnets = world.linked(group, "vpcZoneIdentifiers", TYPES.subnet).length;
    return Math.ceil((world.number(group, "maxSize") ?? 0) / Math.max(subnets, 1));
  });
  const nodes = world.referrers(subnet, [TYPES.eksNodeGroup], "subnetIds").map((group) => {
    const subnets = world.linked(group, "subnetIds", TYPES.subnet).length;
    return Math.ceil((world.number(group, "scalingConfig.maxSize") ?? 0) / Math.max(subnets, 1));
  });
  const balancers = world.referrers(subnet, [TYPES.loadBalancer]).filter((other) => other !== balancer).length;
  const single = world.referrers(subnet, [TYPES.natGateway, TYPES.vpcEndpoint, TYPES.instance]).length;
  return [...groups, ...nodes].reduce((sum, count) => sum + count, balancers * WANTED + single);
}
