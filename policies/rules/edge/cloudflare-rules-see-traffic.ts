import type { GraphResource } from "../../../blueprints/graph/graph";
import { stringsOf } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { isAddress, nameOfRecord, zoneKey } from "../../facts/cloudflare";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.cloudflareRecord,
      name: "record",
      inputs: { zoneId: "z1", name: "www.example.com", type: "CNAME", content: "origin.example.com", proxied: true },
    },
    {
      type: TYPES.cloudflareRuleset,
      name: "firewall",
      inputs: {
        zoneId: "z1",
        phase: "http_request_firewall_managed",
        rules: [{ action: "execute", expression: '(http.host eq "www.example.com")' }],
      },
    },
  ],
};

export const cloudflareRulesSeeTraffic = rule({
  id: "edge/cloudflare-rules-see-traffic",
  title: "A name that Cloudflare's rules are about goes through Cloudflare",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without the proxy Cloudflare only tells the origin's address: firewall, rate limits and headers of the name see no request, users meet the origin itself, and one that lets only Cloudflare in refuses them.",
  source: "Cloudflare DNS, proxy status, https://developers.cloudflare.com/dns/proxy-status/",
  fix: "set proxied of the record to true",
  types: [TYPES.cloudflareRecord, TYPES.cloudflareRuleset],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("record", { proxied: false })) },
  subjects: (world) => world.all(TYPES.cloudflareRecord),
  judge(record, world) {
    if (!isAddress(record, world)) return undefined;
    const rules = rulesAbout(nameOfRecord(record, world), zoneKey(record, world), world);
    if (rules.length === 0) return undefined;
    // Off unless it is asked for [cloudflare_dns_record, proxied].
    if (world.flag(record, "proxied") === true) return pass();
    return fail(`is not proxied, so that ${rules.map(({ name }) => name).join(", ")} see nothing of its traffic`, {
      input: "proxied",
      related: rules,
    });
  },
});

/** Rulesets of the zone whose expressions name the host. */
const rulesAbout = (host: string, zone: string, world: World): readonly GraphResource[] =>
  world
    .all(TYPES.cloudflareRuleset)
    .filter((ruleset) => world.has(ruleset, "zoneId") && zoneKey(ruleset, world) === zone)
    .filter((ruleset) =>
      [...stringsOf(world.peek(ruleset, "rules"))].some((text) =>
        text.toLowerCase().includes(`http.host eq "${host}"`),
      ),
    );
