import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { noAddressUnasked } from "../../../../policies/rules/sec/no-address-unasked";
import { describeRule } from "../../support";

const addresses = (mapPublicIpOnLaunch: unknown) => withInputs("public-a", { mapPublicIpOnLaunch });

describeRule(noAddressUnasked, {
  rows: [
    ["nothing written", addresses(undefined), "pass"],
    ["on, as text", addresses("true"), "fail", /whatever is started/],
    ["not known", addresses(UNKNOWN), "unknown", /mapPublicIpOnLaunch/],
  ],
});
