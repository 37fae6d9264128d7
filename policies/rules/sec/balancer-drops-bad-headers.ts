import { changed, withInputs } from "../../change-sample";
import { kindOf } from "../../facts/balancers";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.loadBalancer, name: "entry", inputs: { dropInvalidHeaderFields: true } }],
};

export const balancerDropsBadHeaders = rule({
  id: "sec/balancer-drops-bad-headers",
  title: "An application balancer drops headers that are not well formed",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "A header that balancer and service read differently hides a second request in the first: it gets past every check that stands in front.",
  source:
    "AWS Security Hub control ELB.4, https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
  fix: "set dropInvalidHeaderFields",
  types: [TYPES.loadBalancer],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_131" },
    { tool: "security-hub", id: "ELB.4" },
    { tool: "trivy", id: "AWS-0052" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("entry", { dropInvalidHeaderFields: undefined })) },
  subjects: (world) => world.all(TYPES.loadBalancer),
  judge(balancer, world) {
    // Others pass on what they do not read.
    if (kindOf(balancer, world) !== "application") return undefined;
    const input = "dropInvalidHeaderFields";
    // Default false [registry of the AWS provider].
    if (world.flag(balancer, input) === true) return pass();
    return fail("passes headers on that are not well formed", { input });
  },
});
