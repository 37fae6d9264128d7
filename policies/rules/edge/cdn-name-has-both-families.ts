import { changed, without } from "../../change-sample";
import { nameOf } from "../../facts/dns";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const name = (type: string) => ({
  type: TYPES.record,
  name: `name-${type}`,
  inputs: { name: "shop.example.com", type, aliases: [{ name: ref("cdn") }] },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.distribution, name: "cdn", inputs: { enabled: true, isIpv6Enabled: true } },
    name("A"),
    name("AAAA"),
  ],
};

export const cdnNameHasBothFamilies = rule({
  id: "edge/cdn-name-has-both-families",
  title: "A name that leads to a distribution with IPv6 leads there by IPv4 and by IPv6",
  scope: "environment",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Users with addresses of one family only, as on many mobile networks, find no address of the other's kind behind the name.",
  source:
    "Route 53 Developer Guide, routing traffic to a CloudFront distribution (two records where IPv6 is enabled), https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html",
  fix: "add the alias record of the other type, A or AAAA",
  types: [TYPES.distribution, TYPES.record],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("name-AAAA")) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(cdn, world): readonly Verdict[] | undefined {
    // Default false [aws_cloudfront_distribution, is_ipv6_enabled].
    if (world.flag(cdn, "isIpv6Enabled") !== true) return undefined;
    const types = new Map<string, Set<string>>();
    for (const record of world.referrers(cdn, [TYPES.record], "aliases")) {
      const host = nameOf(record, world);
      types.set(host, (types.get(host) ?? new Set()).add(world.text(record, "type") ?? ""));
    }
    return [...types].map(([host, found]): Verdict => {
      const missing = ["A", "AAAA"].find((type) => !found.has(type));
      if (missing === undefined) return pass(host);
      return fail(`has no ${missing} record for ${host}`, { key: host });
    });
  },
});
