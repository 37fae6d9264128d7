import { readCloudFormationValue } from "../../../../blueprints/graph/readers/cloudformation";
import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { balancerCrossesZones } from "../../../../policies/rules/net/balancer-crosses-zones";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const entry = (inputs: object) => withInputs("entry", { ...inputs });
const off = entry({ enableCrossZoneLoadBalancing: undefined });
const group = (loadBalancingCrossZoneEnabled: unknown) => withInputs("targets", { loadBalancingCrossZoneEnabled });
const classic =
  (inputs: Record<string, unknown>): Change =>
  () => ({ resources: [{ type: TYPES.classicLoadBalancer, name: "old", inputs }] });

describeRule(balancerCrossesZones, {
  rows: [
    ["nothing written", off, "fail", /own zone only/],
    ["not known", entry({ enableCrossZoneLoadBalancing: UNKNOWN }), "unknown"],
    ["off, and on for the target group", [off, group("true")], "pass"],
    ["on, and off for the target group", group("false"), "fail"],
    ["a target group's setting that is not known", group(UNKNOWN), "unknown", /loadBalancingCrossZoneEnabled/],
    ["an application balancer", [off, entry({ loadBalancerType: "application" })], "does not apply"],
    ["a gateway balancer", [off, entry({ loadBalancerType: "gateway" })], "does not apply"],
    ["a kind that is not known", entry({ loadBalancerType: UNKNOWN }), "unknown"],
    ["a classic balancer, by default", classic({}), "pass"],
    ["a classic balancer, off", classic({ crossZoneLoadBalancing: false }), "fail"],
    ["a classic balancer, not known", classic({ crossZoneLoadBalancing: UNKNOWN }), "unknown"],
  ],
});

test("CloudFormation's default for a classic balancer is off", () => {
  const read = readCloudFormationValue(
    { Resources: { Old: { Type: "AWS::ElasticLoadBalancing::LoadBalancer", Properties: { Listeners: [] } } } },
    { file: "template.json" },
  );
  if (!read.ok) throw new Error("the template is read");
  const judged = evaluate(new World(read.value, "scale"), [balancerCrossesZones]);
  expect(judged.map(({ verdict }) => verdict.verdict)).toEqual(["fail"]);
});
