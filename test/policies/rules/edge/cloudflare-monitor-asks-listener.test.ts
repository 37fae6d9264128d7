import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { cloudflareMonitorAsksListener } from "../../../../policies/rules/edge/cloudflare-monitor-asks-listener";
import { describeRule } from "../../support";

describeRule(cloudflareMonitorAsksListener, {
  rows: [
    ["HTTPS's own port", withInputs("monitor", { port: undefined }), "pass"],
    ["HTTP's own port", withInputs("monitor", { port: undefined, type: "http" }), "fail", /port 80, where entry/],
    ["another listener", [withInputs("monitor", { port: 8443 }), withInputs("https", { port: 8443 })], "pass"],
    ["a listener whose port is not known", withInputs("https", { port: UNKNOWN }), "unknown", /port of https/],
    ["a balancer without listeners in sight", without("https"), "pass"],
    ["an origin that can't be followed", without("origin"), "does not apply"],
    ["no pool", without("pool"), "does not apply"],
    ["not known", withInputs("monitor", { port: UNKNOWN }), "unknown"],
  ],
});
