import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.16.0.0/16" } },
    { type: TYPES.flowLog, name: "flows", inputs: { vpcId: ref("network"), trafficType: "REJECT" } },
  ],
};

export const networkFlowLogs = rule({
  id: "obs/network-flow-logs",
  title: "A network writes down what talked to what",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "After an intrusion, and while a firewall rule is wrong, the flow log is the only record of which machine sent what to which, and what was refused.",
  source:
    "Amazon VPC user guide, flow logs, https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html; Security Hub control EC2.6",
  fix: "add a flow log for the network, at least of what is refused, to a log group or bucket where it expires",
  types: [TYPES.vpc, TYPES.flowLog, TYPES.subnet],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_11" },
    { tool: "cdk-nag", id: "AwsSolutions-VPC7" },
    { tool: "security-hub", id: "EC2.6" },
    { tool: "trivy", id: "AWS-0178" },
  ],
  example: { compliant, failing: changed(compliant, without("flows")) },
  subjects: (world) => world.all(TYPES.vpc),
  judge(network, world) {
    // By `vpcId`, or by the `resourceId` of CloudFormation.
    if (world.referrers(network, [TYPES.flowLog]).length > 0) return pass();
    // Logs of every subnet are as good.
    const subnets = world.referrers(network, [TYPES.subnet], "vpcId");
    const logged = subnets.filter((subnet) => world.referrers(subnet, [TYPES.flowLog]).length > 0);
    if (subnets.length > 0 && logged.length === subnets.length) return pass();
    return fail("writes no flow log");
  },
});
