import { changed, withInputs } from "../../change-sample";
import { clean } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.cloudflareLoadBalancer,
      name: "balancer",
      inputs: { zoneId: "z1", name: "www.example.com", proxied: true },
    },
    {
      type: TYPES.cloudflareRecord,
      name: "record",
      inputs: { zoneId: "z1", name: "mail.example.com", type: "A", content: "192.0.2.1", ttl: 60 },
    },
  ],
};

export const cloudflareNameNotShadowed = rule({
  id: "edge/cloudflare-name-not-shadowed",
  title: "No record has the name of a Cloudflare balancer, and no TTL stands where it means nothing",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "The balancer silently wins over a record of its name: whoever edits that record in an emergency changes nothing, and whoever switches the balancer off brings a forgotten address back.",
  source:
    "Cloudflare Load Balancing, DNS records for load balancing, https://developers.cloudflare.com/load-balancing/load-balancers/dns-records/",
  fix: "delete the record of the same name; leave the TTL out where the balancer is proxied",
  types: [TYPES.cloudflareLoadBalancer, TYPES.cloudflareRecord],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("record", { name: "www.example.com" })) },
  subjects: (world) => world.all(TYPES.cloudflareLoadBalancer),
  judge(balancer, world) {
    const name = clean(world.text(balancer, "name") ?? "");
    // Only address records can be shadowed; a wildcard record is what it falls back to on purpose.
    const shadowed = world.all(TYPES.cloudflareRecord).find((record) => {
      const type = world.text(record, "type") ?? "";
      return ["A", "AAAA", "CNAME"].includes(type) && clean(world.text(record, "name") ?? "") === name;
    });
    if (shadowed)
      return fail(`has the name of the record ${shadowed.name} (${name}), which answers nobody`, {
        input: "name",
        related: [shadowed],
      });
    // Default: not proxied [cloudflare_load_balancer, proxied].
    if (world.flag(balancer, "proxied") === true && world.has(balancer, "ttl"))
      return fail(`sets a TTL of ${world.number(balancer, "ttl")} s, which is ignored because it is proxied`, {
        input: "ttl",
      });
    return pass();
  },
});
