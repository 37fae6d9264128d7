import fc from "fast-check";
import { SECRET, UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { fits } from "../../../../policies/facts/listener-rules";
import { coversPattern } from "../../../../policies/facts/rule-order";
import { ruleIsReached } from "../../../../policies/rules/net/rule-is-reached";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const asking = (name: string, ...conditions: readonly object[]) => withInputs(name, { conditions });
const path = (...values: readonly unknown[]) => ({ pathPattern: { values } });
const host = (value: string) => ({ hostHeader: { values: [value] } });
const header = (value: unknown) => ({ httpHeader: { httpHeaderName: "X-Origin", values: value } });
const first = withInputs("web", { priority: 50 });
const both = (value: unknown) => [
  asking("web", path("/*"), header([value])),
  asking("api", path("/api/*"), header([value])),
];
const cdn = withMore({
  type: TYPES.distribution,
  name: "cdn",
  inputs: { origins: [{ originId: "app", customHeaders: [{ name: "x-origin", value: SECRET }] }] },
});
const cloudflare = withMore({
  type: TYPES.cloudflareRuleset,
  name: "header",
  inputs: { rules: [{ actionParameters: { headers: { "X-Origin": { operation: "set", value: SECRET } } } }] },
});

describeRule(ruleIsReached, {
  rows: [
    ["the rule for everything first", first, "fail", /never reached: web before it/],
    ["another host first", [first, asking("web", path("/*"), host("www.example.com"))], "pass"],
    [
      "the same host first",
      [first, asking("web", path("/*"), host("*.example.com")), asking("api", path("/api/*"), host("a.example.com"))],
      "fail",
    ],
    [
      "paths of which one lies outside",
      [first, asking("web", path("/a*")), asking("api", path("/api/*", "/b"))],
      "pass",
    ],
    ["the CDN's header in both, not shown", [first, cdn, ...both(SECRET)], "fail"],
    ["the CDN's header in both, not known yet", [first, cdn, ...both(UNKNOWN)], "fail"],
    ["another header that is not shown in either", [first, ...both(SECRET)], "unknown", /httpHeader/],
    ["a header of Cloudflare's", [first, cloudflare, ...both(UNKNOWN)], "fail"],
    ["a secret header in the first alone", [first, asking("web", path("/*"), header([SECRET]))], "pass"],
    ["a secret header in the second alone", [first, asking("api", path("/api/*"), header([SECRET]))], "fail"],
    ["other values of a header", [first, asking("web", header(["a"])), asking("api", header(["b"]))], "pass"],
    ["the same targets", [first, withInputs("api", { actions: [{ targetGroupArn: ref("web-targets") }] })], "pass"],
    ["an order that is not known", withInputs("web", { priority: UNKNOWN }), "unknown", /priority/],
    ["no order written", withInputs("web", { priority: undefined }), "unknown", /priority/],
    ["paths that are not known", [first, asking("web", path(UNKNOWN))], "unknown"],
    ["one rule", without("web"), "does not apply"],
    ["a listener that was not read", [withInputs("api", { listenerArn: "arn:1" }), without("web")], "does not apply"],
  ],
});

test("a pattern that covers another matches whatever that one does", () => {
  const pattern = fc.stringMatching(/^[ab*?]{0,5}$/);
  const text = fc.stringMatching(/^[ab]{0,8}$/);
  fc.assert(
    fc.property(pattern, pattern, text, (wide, narrow, asked) => {
      fc.pre(coversPattern(wide, narrow) && fits(narrow, asked));
      expect(fits(wide, asked)).toBe(true);
    }),
  );
});

test.each([
  ["*", "/api/*", true],
  ["/api/*", "/api/*", true],
  ["/api/?*", "/api/*", false],
  ["/a??", "/a*", false],
  ["/a*", "/b*", false],
  ["*b", "a*b", true],
])("%s covers %s: %s", (wide, narrow, expected) => {
  expect(coversPattern(wide, narrow)).toBe(expected);
});
