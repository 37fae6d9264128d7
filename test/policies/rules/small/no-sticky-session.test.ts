import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore } from "../../../../policies/change-sample";
import { noStickySession } from "../../../../policies/rules/small/no-sticky-session";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const set = (stickiness: unknown): Change => withInputs("targets", { stickiness });
const store = withMore({ type: TYPES.replicationGroup, name: "sessions", inputs: {} });
const classic = (cookie?: object): Change[] => [
  withMore({ type: TYPES.classicLoadBalancer, name: "old", inputs: {} }),
  ...(cookie
    ? [withMore({ type: TYPES.balancerCookie, name: "cookie", inputs: { loadBalancer: ref("old"), ...cookie } })]
    : []),
];
const cloudflare = (inputs: object): Change =>
  withMore({ type: TYPES.cloudflareLoadBalancer, name: "edge", inputs: { ...inputs } });

describeRule(noStickySession, {
  rows: [
    ["nothing written", set(undefined), "pass"],
    ["on by default", set({ type: "lb_cookie" }), "fail", /no shared store/],
    ["in a list", set([{ type: "lb_cookie", enabled: false }]), "pass"],
    ["in a list, on", set([{ type: "lb_cookie", enabled: true }]), "fail"],
    ["a switch that is not known", set({ enabled: UNKNOWN }), "unknown", /stickiness\.enabled of targets/],
    ["a store, but the default life", [store, set({ enabled: true })], "fail", /about a day/],
    ["a store, and a day", [store, set({ enabled: true, cookieDuration: 86_400 })], "fail", /86400 s/],
    ["a store, and ten minutes", [store, set({ enabled: true, cookieDuration: 600 })], "pass"],
    ["ten minutes without a store", set({ enabled: true, cookieDuration: 600 }), "fail", /no shared store/],
    ["a classic balancer", classic(), "pass"],
    ["a classic balancer with a cookie", classic({ cookieExpirationPeriod: 180 }), "fail", /no shared store/],
    ["a store, and the browser's life", [store, ...classic({})], "fail", /as long as the browser is open/],
    ["a store, and three minutes", [store, ...classic({ cookieExpirationPeriod: "180" })], "pass"],
    ["Cloudflare without affinity", cloudflare({}), "pass"],
    ["Cloudflare with none", cloudflare({ sessionAffinity: "none" }), "pass"],
    ["Cloudflare with a cookie", cloudflare({ sessionAffinity: "cookie" }), "fail"],
    [
      "Cloudflare with a short one",
      [store, cloudflare({ sessionAffinity: "cookie", sessionAffinityTtl: 1800 })],
      "pass",
    ],
    [
      "a service by client",
      withMore({ type: TYPES.service, name: "web", inputs: { spec: { sessionAffinity: "ClientIP" } } }),
      "fail",
      /ClientIP/,
    ],
    ["a service", withMore({ type: TYPES.service, name: "web", inputs: { spec: {} } }), "pass"],
  ],
});
