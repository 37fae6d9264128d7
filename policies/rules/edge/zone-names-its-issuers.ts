import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { clean, nameOf } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";

const compliant: Sample = {
  resources: [
    { type: TYPES.zone, name: "zone", inputs: { name: "example.com" } },
    {
      type: TYPES.record,
      name: "authorities",
      inputs: { zoneId: ref("zone"), name: "example.com", type: "CAA", records: ['0 issue "amazon.com"'] },
    },
    { type: TYPES.certificate, name: "certificate", inputs: { domainName: "www.example.com" } },
  ],
};

export const zoneNamesItsIssuers = rule({
  id: "edge/zone-names-its-issuers",
  title: "A zone with certificates says who may issue them",
  scope: "environment",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "Without a CAA record every authority in the world may issue for the zone's names, and the weakest of them decides who can pass for them.",
  source:
    "AWS Certificate Manager User Guide, configure a CAA record, https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html; RFC 8659, https://www.rfc-editor.org/rfc/rfc8659",
  fix: 'add a CAA record to the zone\'s own name that names your authorities; for ACM 0 issue "amazon.com"',
  types: [TYPES.zone, TYPES.record, TYPES.certificate],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("authorities")) },
  subjects: (world) => world.all(TYPES.zone).filter((zone) => !world.has(zone, "vpcs")),
  judge(zone, world) {
    const name = clean(world.text(zone, "name") ?? "");
    const covers = (certificate: GraphResource): boolean => isBelow(world.text(certificate, "domainName"), name);
    if (!anyOf(world.all(TYPES.certificate), covers)) return undefined;
    const authorities = world.all(TYPES.record).filter((record) => world.peek(record, "type") === "CAA");
    if (anyOf(authorities, (record) => isAbove(nameOf(record, world), name))) return pass();
    return fail(`lets every authority issue for ${name}: it has no CAA record`);
  },
});

const isBelow = (host: string | undefined, zone: string): boolean =>
  host !== undefined && (clean(host) === zone || clean(host).endsWith(`.${zone}`));

/** A CAA record holds for everything below its name. */
const isAbove = (holder: string, zone: string): boolean => holder === zone || zone.endsWith(`.${holder}`);
