import { changed, withInputs } from "../../change-sample";
import { routingOf } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.healthCheck,
      name: "check",
      inputs: { type: "HTTPS", fqdn: "eu.example.com", requestInterval: 10, failureThreshold: 3 },
    },
    {
      type: TYPES.record,
      name: "www",
      inputs: {
        name: "www.example.com",
        type: "CNAME",
        setIdentifier: "eu",
        failoverRoutingPolicies: [{ type: "PRIMARY" }],
        ttl: 60,
        records: ["eu.example.com"],
        healthCheckId: ref("check"),
      },
    },
  ],
  declared: { rtoSeconds: 300 },
};

/** Route 53's advice for records with a health check [FAQ and "values specific for failover records"]. */
const MOST_TTL = 60;
/** TTL of aliases to balancers, which cannot be changed [aws.amazon.com/route53/faqs, DNS failover]. */
const ALIAS_TTL = 60;

export const ttlFitsRto = rule({
  id: "edge/ttl-fits-rto",
  title: "Detection and TTL of a routed record together fit the time to recover",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "Resolvers keep the dead region's address for the TTL after the check has noticed: both pass before anybody reaches the other region, whatever else was prepared.",
  source:
    "Route 53 Developer Guide, values specific for failover records (TTL of 60 seconds or less with health checks), https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html",
  fix: "set the TTL to 60 s or less and the check to every 10 s, three times",
  types: [TYPES.record, TYPES.healthCheck],
  elsewhere: [{ tool: "trusted-advisor", id: "C056F80cR3", note: "one fixed number, without detection" }],
  example: { compliant, failing: changed(compliant, withInputs("www", { ttl: 300 })) },
  subjects: (world) => world.all(TYPES.record).filter((record) => routingOf(record, world) !== undefined),
  judge(record, world) {
    const isAlias = world.has(record, "aliases");
    const ttl = isAlias ? ALIAS_TTL : world.number(record, "ttl");
    if (ttl === undefined) return undefined;
    if (ttl > MOST_TTL)
      return fail(`is kept by resolvers for ${ttl} s where at most ${MOST_TTL} s is advised`, { input: "ttl" });
    if (!world.has(record, "healthCheckId")) return pass();
    const [check] = world.follow(record, "healthCheckId", TYPES.healthCheck);
    const type = check && world.text(check, "type");
    if (!check || type === undefined || !/^(HTTP|TCP)/.test(type)) return pass();
    // Defaults 30 s and 3 [Route53/latest/APIReference/API_HealthCheckConfig.html].
    const interval = world.number(check, "requestInterval") ?? 30;
    const threshold = world.number(check, "failureThreshold") ?? 3;
    const seconds = interval * threshold + ttl;
    const objective = world.declared("rtoSeconds");
    if (seconds <= objective) return pass();
    return fail(
      `is left by clients after ${seconds} s (${threshold} checks of ${interval} s, TTL ${ttl} s) where recovery may take ${objective} s`,
      { input: "healthCheckId", related: [check] },
    );
  },
});
