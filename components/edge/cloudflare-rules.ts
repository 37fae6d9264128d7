import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import facts from "../../blueprints/facts/cdn.json";
import type { From, Transform } from "../component";
import type { Make } from "../data/make";
import { ORIGIN_HEADER } from "../links";
import type { CloudflareArgs } from "./cloudflare-args";

type Rule = cloudflare.types.input.RulesetRule;

/**
 * The zone's rules, one ruleset a phase (Cloudflare allows no second); each rule holds for this domain alone.
 * [developers.cloudflare.com/ruleset-engine/reference/phases-list/]
 */
export function makeRules(make: Make, name: string, args: CloudflareArgs): readonly pulumi.Resource[] {
  const { transform } = args;
  const ruleset = (child: string, phase: string, rules: Rule[], by?: Transform<cloudflare.RulesetArgs>, from?: From) =>
    make(
      cloudflare.Ruleset,
      `${name}-${child}`,
      { zoneId: args.cloudflare.zoneId, kind: "zone", phase, name: child, rules },
      { transform: by, from: { zoneId: "cloudflare.zoneId", ...from } },
    );
  const always = [
    ruleset("origin-header", "http_request_late_transform", [originHeader(args)], transform?.originHeader),
    ruleset("cache", "http_request_cache_settings", [cache(args)], transform?.cache),
  ];
  if (!(args.waf ?? true)) return always;
  return [
    ...always,
    ruleset("firewall", "http_request_firewall_managed", managed(args), transform?.firewall, { rules: "waf" }),
    ruleset("rate-limit", "http_ratelimit", [rateLimit(args)], transform?.rateLimit, { rules: "waf" }),
  ];
}

const here = ({ domain }: CloudflareArgs): string => `(http.host eq "${domain}")`;

/** Set, not added: a visitor's own header of that name never reaches an origin. */
const originHeader = (args: CloudflareArgs): Rule => ({
  ref: "origin_header",
  description: "Origins answer only to this",
  expression: here(args),
  action: "rewrite",
  actionParameters: {
    headers: { [ORIGIN_HEADER]: { operation: "set", value: pulumi.secret(args.originSecret) } },
  },
});

/** What an answer allows by its Cache-Control is kept, what says nothing is not [cache/how-to/cache-rules/settings, edge TTL]. */
const cache = (args: CloudflareArgs): Rule => ({
  ref: "as_origins_allow",
  description: "Keep what origins allow, and nothing else",
  expression: here(args),
  action: "set_cache_settings",
  actionParameters: {
    cache: true,
    edgeTtl: { mode: "bypass_by_default" },
    browserTtl: { mode: "respect_origin" },
  },
});

const managed = (args: CloudflareArgs): Rule[] => {
  const { source: _, ...rulesets } = facts.cloudflare.managedRulesets;
  return Object.entries(rulesets).map(([description, id], index) => ({
    ref: `managed_${index + 1}`,
    description,
    expression: here(args),
    action: "execute",
    actionParameters: { id },
  }));
};

/** The Pro plan's longest period [developers.cloudflare.com/waf/rate-limiting-rules/, availability]. */
const PERIOD_SECONDS = 60;

const rateLimit = (args: CloudflareArgs): Rule => ({
  ref: "rate_limit",
  description: "Too many requests from one address",
  expression: here(args),
  action: "block",
  ratelimit: {
    // Counted in each of Cloudflare's places apart: a rule without cf.colo.id is refused.
    characteristics: ["cf.colo.id", "ip.src"],
    period: PERIOD_SECONDS,
    requestsPerPeriod: Math.ceil(
      ((args.rateLimit ?? facts.rateLimit.requests) * PERIOD_SECONDS) / facts.rateLimit.seconds,
    ),
    mitigationTimeout: PERIOD_SECONDS,
  },
});
