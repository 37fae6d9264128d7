import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { cloudflarePoolIsUsed } from "../../../../policies/rules/edge/cloudflare-pool-is-used";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const pools = (inputs: Readonly<Record<string, unknown>>) =>
  withInputs("balancer", { defaultPools: ["p1"], fallbackPool: "p1", ...inputs });

describeRule(cloudflarePoolIsUsed, {
  rows: [
    ["for one region", pools({ regionPools: [{ region: "WEU", poolIds: [ref("pool")] }] }), "pass"],
    ["as the fallback", pools({ fallbackPool: ref("pool") }), "pass"],
    ["other pools only", pools({}), "fail", /asked by no balancer/],
    ["pools that are not known", pools({ defaultPools: UNKNOWN }), "unknown", /defaultPools of balancer/],
  ],
});
