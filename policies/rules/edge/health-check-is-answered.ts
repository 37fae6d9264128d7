import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { isPublic, kindOf, listenersOf } from "../../facts/balancers";
import { clean, endsOfName, nameOf, recordsNamed } from "../../facts/dns";
import { type Asked, takes } from "../../facts/listener-rules";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "balancer", inputs: { internal: false } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: {
        loadBalancerArn: ref("balancer"),
        port: 443,
        protocol: "HTTPS",
        defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403" } }],
      },
    },
    {
      type: TYPES.listenerRule,
      name: "checks",
      inputs: {
        listenerArn: ref("https"),
        conditions: [{ pathPattern: { values: ["/healthz"] } }],
        actions: [{ type: "forward" }],
      },
    },
    {
      type: TYPES.record,
      name: "own",
      inputs: { name: "eu.example.com", type: "A", aliases: [{ name: ref("balancer") }] },
    },
    {
      type: TYPES.healthCheck,
      name: "check",
      inputs: { type: "HTTPS", fqdn: "eu.example.com", port: 443, resourcePath: "/healthz" },
    },
  ],
};

export const healthCheckIsAnswered = rule({
  id: "edge/health-check-is-answered",
  title: "What a health check asks is there: a name, a public balancer, a listener and a rule that lets it through",
  scope: "environment",
  severity: perTier("warning", "error", "error", "error"),
  why: "A check that nobody answers says that a healthy region is down, and DNS takes it out of service.",
  source:
    "Route 53 Developer Guide, how Route 53 determines whether a health check is healthy, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
  fix: "make the record, the listener on the check's port and a rule that forwards the check's host and path",
  types: [TYPES.healthCheck, TYPES.record, TYPES.zone, TYPES.loadBalancer, TYPES.listener, TYPES.listenerRule],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("https", { port: 8443 })) },
  subjects: (world) => world.all(TYPES.healthCheck),
  judge(check, world): readonly Verdict[] | Verdict | undefined {
    const type = world.text(check, "type") ?? "";
    if (!/^(HTTP|TCP)/.test(type) || world.flag(check, "disabled") === true || !world.has(check, "fqdn"))
      return undefined;
    const host = world.text(check, "fqdn") ?? "";
    if (recordsNamed(host, world).length === 0) return judgeName(host, world);
    const balancers = endsOfName(host, world).resources.filter(({ type: kind }) => kind === TYPES.loadBalancer);
    return balancers.map((balancer) => judgeBalancer(check, balancer, host, world));
  },
});

/** Nothing can be said of names outside the zones that were read, and of those that somebody else answers for. */
function judgeName(host: string, world: World): Verdict | undefined {
  const name = clean(host);
  const isIn = (zone: string): boolean => zone !== "" && (name === zone || name.endsWith(`.${zone}`));
  const zone = world
    .all(TYPES.zone)
    .find((one) => !world.has(one, "vpcs") && isIn(clean(world.text(one, "name") ?? "")));
  if (!zone || !world.declares("regions")) return undefined;
  const others = world.all(TYPES.record).filter((record) => world.text(record, "type") === "NS");
  if (others.some((record) => isIn(nameOf(record, world)))) return undefined;
  // A record whose name is not known may be it.
  for (const record of world.all(TYPES.record))
    if (["A", "AAAA", "CNAME"].includes(world.text(record, "type") ?? "") && !isValidation(record, world))
      nameOf(record, world);
  return fail(`asks ${host}, which no record of ${zone.name} answers`, { input: "fqdn", related: [zone] });
}

const isValidation = (record: GraphResource, world: World): boolean =>
  world.linked(record, "records", TYPES.certificate).length > 0;

function judgeBalancer(check: GraphResource, balancer: GraphResource, host: string, world: World): Verdict {
  const key = `${balancer.stack} ${balancer.name}`;
  const more = { key, related: [balancer] };
  if (!isPublic(balancer, world)) return fail(`asks ${balancer.name}, which has no public address`, more);
  const type = world.text(check, "type") ?? "";
  const port = world.number(check, "port") ?? (type.startsWith("HTTPS") ? 443 : 80);
  const listeners = listenersOf(balancer, world);
  if (listeners.length === 0) throw new UnseenValue(`listeners of ${balancer.name}`);
  if (!anyOf(listeners, (listener) => world.number(listener, "port") === port))
    return fail(`asks port ${port}, where ${balancer.name} does not listen`, more);
  if (type.startsWith("TCP") || kindOf(balancer, world) !== "application") return pass(key);
  const asked = { host, path: (world.text(check, "resourcePath") ?? "/").replace(/\?.*$/, "") };
  const there = listeners.filter((listener) => world.number(listener, "port") === port);
  if (anyOf(there, (listener) => answers(listener, asked, world))) return pass(key);
  return fail(`asks ${host}${asked.path}, which no rule of ${there[0]?.name} lets through`, more);
}

function answers(listener: GraphResource, asked: Asked, world: World): boolean {
  const rules = world.referrers(listener, [TYPES.listenerRule], "listenerArn");
  const byRule = (): boolean => anyOf(rules, (one) => isGood(one, "actions", world) && takes(one, asked, world));
  return anyOf([() => isGood(listener, "defaultActions", world), byRule], (way) => way());
}

/** Checkers take answers of 200 to 399 as healthy; what is forwarded depends on the service. */
function isGood(from: GraphResource, input: string, world: World): boolean {
  if (!world.has(from, input)) throw unseen(from, input);
  return world.list(from, input).every((_, at) => {
    const type = world.text(from, `${input}[${at}].type`) ?? "forward";
    if (type !== "fixed-response") return type === "forward" || type === "redirect";
    return /^[23]/.test(world.text(from, `${input}[${at}].fixedResponse.statusCode`) ?? "");
  });
}
