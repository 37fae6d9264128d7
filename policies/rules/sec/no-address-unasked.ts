import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.subnet, name: "public-a", inputs: { mapPublicIpOnLaunch: false } }],
};

export const noAddressUnasked = rule({
  id: "sec/no-address-unasked",
  title: "A subnet gives no public address to what did not ask for one",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Balancers and gateways get their addresses without it. All else that is started there by mistake stands on the internet, for as long as nobody looks.",
  source:
    "AWS Security Hub control EC2.15, https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
  fix: "set mapPublicIpOnLaunch to false, and ask for an address where one is meant",
  types: [TYPES.subnet],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_130" },
    { tool: "security-hub", id: "EC2.15" },
    { tool: "trivy", id: "AWS-0164" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("public-a", { mapPublicIpOnLaunch: true })) },
  subjects: (world) => world.all(TYPES.subnet),
  judge(subnet, world) {
    const input = "mapPublicIpOnLaunch";
    // Default false [registry of the AWS provider].
    if (world.flag(subnet, input) !== true) return pass();
    return fail("gives a public address to whatever is started in it", { input });
  },
});
