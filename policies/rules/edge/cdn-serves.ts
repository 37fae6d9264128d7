import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.distribution, name: "cdn", inputs: { enabled: true, isIpv6Enabled: true } },
    {
      type: TYPES.record,
      name: "name",
      inputs: { name: "shop.example.com", type: "AAAA", aliases: [{ name: ref("cdn") }] },
    },
  ],
};

export const cdnServes = rule({
  id: "edge/cdn-serves",
  title:
    "A distribution that names lead to is enabled, speaks IPv6 where they have AAAA records, and runs published functions",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A distribution that is off answers nobody, and one without IPv6 nobody who has no other address. A function that is not published goes on as it was, whatever is corrected in it.",
  source:
    "CloudFront Developer Guide, distribution settings, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html",
  fix: "set enabled and isIpv6Enabled, and publish of functions, to true",
  types: [TYPES.distribution, TYPES.record, TYPES.edgeFunction],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("cdn", { enabled: false })) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(distribution, world) {
    const names = world.referrers(distribution, [TYPES.record], "aliases");
    if (names.length === 0) return undefined;
    if (world.flag(distribution, "enabled") === false)
      return fail("is off, and names lead to it", { input: "enabled", related: names });
    // Default true [aws_cloudfront_function, publish].
    const [draft] = world
      .referred(distribution, TYPES.edgeFunction)
      .filter((one) => world.flag(one, "publish") === false);
    if (draft) return fail(`runs ${draft.name}, which is never published`, { key: "function", related: [draft] });
    const byIpv6 = names.filter((name) => world.text(name, "type") === "AAAA");
    // Default false [aws_cloudfront_distribution, is_ipv6_enabled].
    const speaks: Verdict | undefined =
      byIpv6.length === 0 || world.flag(distribution, "isIpv6Enabled") === true ? pass() : undefined;
    return speaks ?? fail("has no IPv6, and an AAAA record leads to it", { input: "isIpv6Enabled", related: byIpv6 });
  },
});
