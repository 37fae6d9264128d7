import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { clean, endsOf, endsOfName, nameOf, regionsOf, routingOf } from "../../facts/dns";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const region = (name: string) => [
  { type: TYPES.loadBalancer, name: `balancer-${name}`, region: name },
  {
    type: TYPES.record,
    name: `own-${name}`,
    region: name,
    inputs: { name: `${name}.example.com`, type: "A", aliases: [{ name: ref(`balancer-${name}`) }] },
  },
  {
    type: TYPES.healthCheck,
    name: `check-${name}`,
    region: name,
    inputs: { type: "HTTPS", fqdn: `${name}.example.com`, port: 443, resourcePath: "/healthz" },
  },
  {
    type: TYPES.record,
    name: `record-${name}`,
    region: name,
    inputs: {
      name: "www.example.com",
      type: "A",
      setIdentifier: name,
      latencyRoutingPolicies: [{ region: name }],
      healthCheckId: ref(`check-${name}`),
      aliases: [{ name: ref(`balancer-${name}`) }],
    },
  },
];

const compliant: Sample = { resources: [...region("eu-west-1"), ...region("us-east-1")] };

export const healthCheckHitsItsRegion = rule({
  id: "edge/health-check-hits-its-region",
  title: "A record's health check probes the region that the record leads to",
  scope: "environment",
  severity: perTier("none", "none", "error", "error"),
  why: "A check of another region, or of the name that it decides about, takes the healthy region out of service and keeps the dead one.",
  source:
    "Route 53 Developer Guide, how health checks work in complex configurations, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html",
  fix: "give each region a name of its own and let the check of its record probe that name",
  types: [TYPES.record, TYPES.healthCheck, TYPES.loadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("check-us-east-1", { fqdn: "www.example.com" })) },
  subjects: (world) =>
    world.all(TYPES.record).filter((record) => routingOf(record, world) && world.has(record, "healthCheckId")),
  judge(record, world) {
    const [check] = world.follow(record, "healthCheckId", TYPES.healthCheck);
    return check && judgeCheck(record, check, world);
  },
});

function judgeCheck(record: GraphResource, check: GraphResource, world: World): Verdict | undefined {
  const type = world.text(check, "type");
  // Routing controls are switched by people, calculated checks count others: neither probes anything.
  if (type === "RECOVERY_CONTROL" || type === "CALCULATED") return undefined;
  const ends = endsOf(record, world);
  const there = regionsOf(ends);
  if (type === "CLOUDWATCH_METRIC")
    return compare([world.text(check, "cloudwatchAlarmRegion") ?? "no region"], "watches an alarm");
  const host = world.text(check, "fqdn");
  if (host === undefined) throw unseen(check, "fqdn");
  if (clean(host) === nameOf(record, world))
    return fail(`is decided by a check (${check.name}) that probes ${host}, the very name that it decides about`, {
      input: "healthCheckId",
      related: [check],
    });
  const probed = endsOfName(host, world);
  const regions = regionsOf(probed);
  if (regions.length === 0) throw new UnseenValue(probed.unread[0] ?? `where ${host} leads`);
  return compare(regions, `probes ${host}`);

  function compare(got: readonly string[], does: string): Verdict {
    if (there.length === 0) throw new UnseenValue(ends.unread[0] ?? `region of ${record.name}`);
    // A record that itself fails over to another region leads to both; its check probes the first.
    if (got.every((region) => there.includes(region))) return pass();
    return fail(`leads to ${there.join(", ")} but its check (${check.name}) ${does} in ${got.join(", ")}`, {
      input: "healthCheckId",
      related: [check],
    });
  }
}
