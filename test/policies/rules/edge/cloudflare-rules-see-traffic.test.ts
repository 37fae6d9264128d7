import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { cloudflareRulesSeeTraffic } from "../../../../policies/rules/edge/cloudflare-rules-see-traffic";
import { describeRule } from "../../support";

const about = (expression: unknown) => withInputs("firewall", { rules: [{ action: "block", expression }] });
const off = withInputs("record", { proxied: undefined });

describeRule(cloudflareRulesSeeTraffic, {
  rows: [
    ["nothing written: not proxied", off, "fail", /firewall see nothing/],
    ["compared without case", [off, withInputs("record", { name: "WWW.Example.com" })], "fail"],
    ["rules about another name", [off, about('http.host eq "api.example.com"')], "does not apply"],
    ["rules about every name", [off, about("true")], "does not apply"],
    ["another zone's rules", [off, withInputs("firewall", { zoneId: "z2" })], "does not apply"],
    ["a text record", [off, withInputs("record", { type: "TXT" })], "does not apply"],
    ["no rules", [off, without("firewall")], "does not apply"],
    ["not known", withInputs("record", { proxied: UNKNOWN }), "unknown", /proxied of record/],
  ],
});
