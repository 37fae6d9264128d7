import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: { loadBalancerType: "application", enableZonalShift: true } },
  ],
};

export const zonalShiftReady = rule({
  id: "res/zonal-shift-ready",
  title: "A balancer can be taken out of a zone in trouble by one call",
  scope: "stack",
  severity: perTier("none", "none", "warning", "error"),
  why: "A zone that is ill and not dead passes health checks and loses requests. Zonal shift moves traffic away in a minute by a data plane call; without it somebody edits subnets, through control planes, during the outage.",
  source:
    "Elastic Load Balancing user guide, zonal shift, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html",
  fix: "set enableZonalShift",
  types: [TYPES.loadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("entry", { enableZonalShift: undefined })) },
  // Gateway balancers stand before appliances and know no zonal shift.
  subjects: (world) =>
    world.all(TYPES.loadBalancer).filter((entry) => world.peek(entry, "loadBalancerType") !== "gateway"),
  judge(entry, world) {
    // Off where it isn't written [tf: aws_lb.enable_zonal_shift].
    if (world.flag(entry, "enableZonalShift") === true) return pass();
    return fail("cannot be shifted out of a zone: zonal shift is off", { input: "enableZonalShift" });
  },
});
