import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { networkFlowLogs } from "../../../../policies/rules/obs/network-flow-logs";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

/** Two subnets, with flow logs of these. */
const subnets =
  (...logged: readonly string[]): Change =>
  (sample) =>
    changed(
      sample,
      without("flows"),
      withMore(
        ...["a", "b"].map((name) => ({ type: TYPES.subnet, name, inputs: { vpcId: ref("network") } })),
        ...logged.map((name) => ({ type: TYPES.flowLog, name: `flows-${name}`, inputs: { subnetId: ref(name) } })),
      ),
    );
const second = withMore({ type: TYPES.vpc, name: "other", inputs: { cidrBlock: "10.17.0.0/16" } });

describeRule(networkFlowLogs, {
  rows: [
    ["logs of each subnet", subnets("a", "b"), "pass"],
    ["logs of one subnet", subnets("a"), "fail", /writes no flow log/],
    ["as CloudFormation names it", withInputs("flows", { vpcId: undefined, resourceId: ref("network") }), "pass"],
    ["a second network without", second, "fail"],
    ["no network", without("network", "flows"), "does not apply"],
  ],
});
