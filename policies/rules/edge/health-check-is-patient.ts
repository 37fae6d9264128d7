import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.healthCheck,
      name: "check",
      inputs: { type: "HTTPS", fqdn: "eu.example.com", failureThreshold: 3, requestInterval: 10 },
    },
  ],
};

export const healthCheckIsPatient = rule({
  id: "edge/health-check-is-patient",
  title: "A health check fails more than once before it moves users",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "With a threshold of one, a single lost answer at each checker sends everybody to another region, and back again with the next.",
  source:
    "Route 53 Developer Guide, values that you specify when you create or update health checks (failure threshold), https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html: the default is 3",
  fix: "set failureThreshold to 2 or more; the interval of 10 s makes up for the time",
  types: [TYPES.healthCheck],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("check", { failureThreshold: 1 })) },
  subjects: (world) => world.all(TYPES.healthCheck),
  judge(check, world) {
    if (!/^(HTTP|TCP)/.test(world.text(check, "type") ?? "")) return undefined;
    // Default 3 [Route 53, failure threshold].
    const threshold = world.number(check, "failureThreshold") ?? 3;
    if (threshold > 1) return pass();
    return fail("takes one lost answer for an outage", { input: "failureThreshold" });
  },
});
