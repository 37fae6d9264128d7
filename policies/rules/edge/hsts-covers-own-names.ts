import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { isAddress, zoneKey } from "../../facts/cloudflare";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const header = (strict: Readonly<Record<string, unknown>>) => ({
  zoneId: "z1",
  settingId: "security_header",
  value: { strict_transport_security: { enabled: true, ...strict } },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.cloudflareSetting, name: "header", inputs: header({ include_subdomains: false }) },
    {
      type: TYPES.cloudflareRecord,
      name: "delegation",
      inputs: { zoneId: "z1", name: "legacy.example.com", type: "NS", content: "ns.example.net" },
    },
  ],
};

export const hstsCoversOwnNames = rule({
  id: "edge/hsts-covers-own-names",
  title: "HTTPS is promised for all subdomains only where Cloudflare answers for all of them",
  scope: "stack",
  severity: perTier("info", "info", "warning", "warning"),
  why: "Browsers that were once told so reach no name of the zone by plain HTTP for as long as was said, a year mostly, and go past no certificate error. A name that is answered elsewhere and is not ready for it is out of reach for all of them, and nothing takes the promise back.",
  source:
    "Cloudflare SSL/TLS, HTTP Strict Transport Security, https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/; RFC 6797, 14.4, https://www.rfc-editor.org/rfc/rfc6797#section-14.4",
  fix: "set include_subdomains to false until each name of the zone answers by HTTPS",
  types: [TYPES.cloudflareSetting, TYPES.cloudflareRecord, TYPES.cloudflareZone],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("header", header({ include_subdomains: true }))) },
  subjects: (world) =>
    world.all(TYPES.cloudflareSetting).filter((one) => world.peek(one, "settingId") === "security_header"),
  judge(setting, world) {
    const strict = "value.strict_transport_security";
    const input = `${strict}.include_subdomains`;
    if (world.flag(setting, `${strict}.enabled`) !== true) return undefined;
    if (world.flag(setting, input) !== true) return pass();
    const elsewhere = world
      .all(TYPES.cloudflareRecord)
      .filter((record) => zoneKey(record, world) === zoneKey(setting, world) && isElsewhere(record, world));
    const names = [...new Set(elsewhere.map((record) => world.text(record, "name")))];
    if (names.length > 0)
      return fail(`promises HTTPS for ${names.join(", ")}, which Cloudflare does not answer`, {
        input,
        related: elsewhere,
      });
    // A zone that is made elsewhere may have any names.
    const [zone] = world.linked(setting, "zoneId", TYPES.cloudflareZone);
    return zone ? pass() : unknown(`other names of the zone of ${setting.name}`, { input });
  },
});

/** Delegated, or told to users as the origin's own address. */
const isElsewhere = (record: GraphResource, world: World): boolean =>
  world.text(record, "type") === "NS" || (isAddress(record, world) && world.flag(record, "proxied") !== true);
