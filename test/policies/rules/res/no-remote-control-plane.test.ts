import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { remoteCalls } from "../../../../policies/facts/recovery-path";
import { noRemoteControlPlane } from "../../../../policies/rules/res/no-remote-control-plane";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const role = (policy: unknown) =>
  withMore(
    { type: TYPES.role, name: "role" },
    { type: TYPES.rolePolicy, name: "rights", inputs: { role: ref("role"), policy } },
    { type: TYPES.lambda, name: "promote-region", inputs: { role: ref("role") } },
  );
const allow = (Action: string) => JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

describeRule(noRemoteControlPlane, {
  rows: [
    [
      "a function whose role edits records",
      role(allow("route53:ChangeResourceRecordSets")),
      "fail",
      /route53:Change.*us-east-1/,
    ],
    ["a function whose role makes roles", role(allow("iam:CreateRole")), "fail"],
    ["a function that reads", role(allow("route53:ListResourceRecordSets")), "pass"],
    ["rights that are not known", role(UNKNOWN), "unknown"],
    ["a definition that is not known", withInputs("failover", { definition: UNKNOWN }), "unknown"],
    [
      "a state machine that recovers nothing",
      withMore({
        type: TYPES.stateMachine,
        name: "orders",
        inputs: { definition: "arn:aws:states:::aws-sdk:iam:createRole" },
      }),
      "pass",
    ],
  ],
});

test("calls are read from policies and states alike, and a bucket's name is none", () => {
  expect(remoteCalls('{"Action":["cloudfront:UpdateDistribution","s3:PutObject"]}')).toEqual([
    { action: "cloudfront:UpdateDistribution", region: "us-east-1" },
  ]);
  expect(remoteCalls("arn:aws:states:::aws-sdk:globalaccelerator:updateEndpointGroup")).toEqual([
    { action: "globalaccelerator:updateEndpointGroup", region: "us-west-2" },
  ]);
  expect(remoteCalls("arn:aws:s3:::route53-logs")).toEqual([]);
});
