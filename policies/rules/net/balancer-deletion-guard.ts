import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.loadBalancer, name: "entry", inputs: { enableDeletionProtection: true } }],
};

export const balancerDeletionGuard = rule({
  id: "net/balancer-deletion-guard",
  title: "A balancer refuses to be deleted by accident",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "error"),
  why: "A balancer that is made anew has another name and other addresses: records, firewalls and partners that know the old ones lead nowhere until each is changed.",
  source:
    "AWS Security Hub control ELB.6, https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
  fix: "switch deletion protection of the balancer on",
  types: [TYPES.loadBalancer],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_150" },
    { tool: "security-hub", id: "ELB.6" },
    { tool: "prowler", id: "elbv2_deletion_protection" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("entry", { enableDeletionProtection: undefined })) },
  subjects: (world) => world.all(TYPES.loadBalancer),
  judge(balancer, world) {
    const input = "enableDeletionProtection";
    // Default false [registry of the AWS provider].
    if (world.flag(balancer, input) === true) return pass();
    return fail("can be deleted in one step: deletion protection is off", { input });
  },
});
