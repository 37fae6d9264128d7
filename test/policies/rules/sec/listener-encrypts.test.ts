import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without } from "../../../../policies/change-sample";
import { listenerEncrypts } from "../../../../policies/rules/sec/listener-encrypts";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const http = (inputs: object) => withInputs("http", { ...inputs });
const actions = (...defaultActions: readonly unknown[]) => http({ defaultActions });
const entry = (inputs: object) => withInputs("entry", { ...inputs });
const rule = (action: object) =>
  withMore({ type: TYPES.listenerRule, name: "api", inputs: { listenerArn: ref("http"), actions: [action] } });
const classic =
  (protocols: readonly unknown[], more: object = {}): Change =>
  () => ({
    resources: [
      {
        type: TYPES.classicLoadBalancer,
        name: "old",
        inputs: { listeners: protocols.map((lbProtocol) => ({ lbPort: 80, lbProtocol })), ...more },
      },
    ],
  });
const forward = actions({ type: "forward" });

describeRule(listenerEncrypts, {
  rows: [
    ["forwards", forward, "fail", /answers over HTTP: entry is public/],
    ["forwards, without a protocol", [forward, http({ protocol: undefined })], "fail"],
    ["forwards over HTTPS", [forward, http({ protocol: "HTTPS" })], "does not apply"],
    ["forwards inside", [forward, entry({ internal: true })], "does not apply"],
    [
      "a network balancer's",
      [forward, http({ protocol: "TCP" }), entry({ loadBalancerType: "network" })],
      "does not apply",
    ],
    ["logs in over HTTP", actions({ type: "authenticate-oidc" }, { type: "forward" }), "fail"],
    ["redirects to HTTP", actions({ type: "redirect", redirect: { protocol: "HTTP", path: "/new" } }), "fail"],
    ["redirects to the protocol it came by", actions({ type: "redirect", redirect: { path: "/new" } }), "fail"],
    ["answers the same to all", actions({ type: "fixed-response", fixedResponse: { statusCode: "404" } }), "pass"],
    ["a rule that forwards", rule({ type: "forward" }), "fail", /by a rule of its own/],
    ["a rule that redirects", rule({ type: "redirect", redirect: { protocol: "HTTPS" } }), "pass"],
    ["an action that is not known", actions({ type: UNKNOWN }), "unknown"],
    [
      "a balancer that is not known to be public",
      [forward, entry({ internal: UNKNOWN })],
      "unknown",
      /internal of entry/,
    ],
    ["a balancer that was not read", [http({ loadBalancerArn: "arn:aws:x" }), without("entry")], "unknown"],
    ["a classic balancer with HTTP alone", classic(["HTTP"]), "fail", /no HTTPS/],
    ["a classic balancer with both", classic(["http", "https"]), "pass"],
    ["a classic balancer with TCP", classic(["TCP"]), "pass"],
    ["a classic balancer inside", classic(["HTTP"], { internal: true }), "does not apply"],
    ["a classic balancer's protocol that is not known", classic([UNKNOWN]), "unknown"],
  ],
});
