import { changed, without } from "../../change-sample";
import { fronts, zoneKey } from "../../facts/cloudflare";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const SETTING = TYPES.cloudflareSetting;
const RULESET = TYPES.cloudflareRuleset;
const ZONE = "0123456789abcdef0123456789abcdef";

const setting = (settingId: string, value: unknown) => ({
  type: SETTING,
  name: settingId,
  inputs: { zoneId: ZONE, settingId, value },
});
const ruleset = (phase: string) => ({ type: RULESET, name: phase, inputs: { zoneId: ZONE, phase } });

const compliant: Sample = {
  resources: [
    { type: TYPES.cloudflareLoadBalancer, name: "front", inputs: { zoneId: ZONE, proxied: true } },
    setting("ssl", "strict"),
    setting("min_tls_version", "1.2"),
    setting("always_use_https", "on"),
    setting("security_header", { strict_transport_security: { enabled: true, nosniff: true } }),
    ruleset("http_request_firewall_managed"),
    ruleset("http_ratelimit"),
  ],
};

/** What a zone has to say, and the value's place where it is not the value itself. Cloudflare's defaults are laxer. */
const SETTINGS: readonly (readonly [id: string, path: string, good: readonly string[]])[] = [
  ["ssl", "value", ["strict"]],
  ["min_tls_version", "value", ["1.2", "1.3"]],
  ["always_use_https", "value", ["on"]],
  ["security_header", "value.strict_transport_security.enabled", ["true"]],
  ["security_header", "value.strict_transport_security.nosniff", ["true"]],
];
const PHASES = ["http_request_firewall_managed", "http_ratelimit"];

export const cloudflareZoneStrict = rule({
  id: "edge/cloudflare-zone-strict",
  title: "A zone whose traffic Cloudflare carries is strict about TLS and has firewall rules",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "By default a zone may ask origins in the clear, accepts TLS 1.0 and plain HTTP, and lets known attacks and floods pass.",
  source:
    "Cloudflare SSL/TLS, https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict/, and Ruleset phases, https://developers.cloudflare.com/ruleset-engine/reference/phases-list/",
  fix: "set the zone's settings and rulesets beside its balancer or proxied record",
  types: [TYPES.cloudflareLoadBalancer, TYPES.cloudflareRecord, SETTING, RULESET],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("ssl")) },
  subjects: (world) => fronts(world),
  judge(front, world) {
    const zone = zoneKey(front, world);
    const own = (type: string) => world.all(type).filter((one) => zoneKey(one, world) === zone);
    // A record alone may stand in a zone that others look after.
    if (front.type === TYPES.cloudflareRecord && own(SETTING).length + own(RULESET).length === 0)
      return unknown(`settings of the zone of ${front.name}`);
    return [
      ...SETTINGS.map(([id, path, good]) => settingVerdict(own(SETTING), id, path, good, world)),
      ...PHASES.map((phase): Verdict => {
        const there = own(RULESET).some((one) => world.text(one, "phase") === phase);
        return there ? pass(phase) : fail(`stands in a zone without rules of phase ${phase}`, { key: phase });
      }),
    ];
  },
});

function settingVerdict(
  settings: ReturnType<World["all"]>,
  id: string,
  path: string,
  good: readonly string[],
  world: World,
): Verdict {
  const key = path === "value" ? id : path.slice(path.lastIndexOf(".") + 1);
  const found = settings.find((one) => world.text(one, "settingId") === id);
  const value = found && world.text(found, path);
  if (value !== undefined && good.includes(value)) return pass(key);
  return fail(`stands in a zone whose ${id} is ${value ?? "left to Cloudflare's default"}`, {
    key,
    ...(found && { related: [found] }),
  });
}
