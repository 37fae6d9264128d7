import { readCloudFormationValue } from "../../../../blueprints/graph/readers/cloudformation";
import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { defaultGroupShut } from "../../../../policies/rules/sec/default-group-shut";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const group = (inputs: object) => withInputs("default", { ...inputs });

describeRule(defaultGroupShut, {
  rows: [
    ["nobody took it over", without("default"), "fail", /as AWS makes it/],
    ["open outward", group({ egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }), "fail", /has egress rules/],
    [
      "a rule beside it",
      withMore({
        type: TYPES.ingressRule,
        name: "door",
        inputs: { securityGroupId: ref("default"), cidrIpv4: "10.0.0.0/8" },
      }),
      "fail",
      /has the rule door/,
    ],
    ["empty lists", group({ ingress: [], egress: [] }), "pass"],
    ["rules that are not known", group({ ingress: UNKNOWN }), "unknown", /ingress of default/],
    ["no network", without("network", "default"), "does not apply"],
  ],
});

test("a template of CloudFormation cannot say it, and is not asked", () => {
  const read = readCloudFormationValue(
    { Resources: { Network: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/16" } } } },
    { file: "template.json" },
  );
  if (!read.ok) throw new Error("the template is read");
  expect(evaluate(new World(read.value, "scale"), [defaultGroupShut])).toEqual([]);
});
