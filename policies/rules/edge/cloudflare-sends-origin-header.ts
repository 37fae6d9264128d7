import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, isUnknown } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { listenersOf } from "../../facts/balancers";
import { fronts, originsBehind, zoneKey } from "../../facts/cloudflare";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry" },
    {
      type: TYPES.listener,
      name: "https",
      inputs: { loadBalancerArn: ref("entry"), port: 443, defaultActions: [{ type: "fixed-response" }] },
    },
    {
      type: TYPES.listenerRule,
      name: "pages",
      inputs: {
        listenerArn: ref("https"),
        actions: [{ type: "forward" }],
        conditions: [{ httpHeader: { httpHeaderName: "X-Origin", values: ["secret"] } }],
      },
    },
    {
      type: TYPES.record,
      name: "origin",
      inputs: { name: "origin.example.com", type: "A", aliases: [{ name: ref("entry") }] },
    },
    {
      type: TYPES.cloudflareRecord,
      name: "name",
      inputs: { zoneId: "z1", name: "www.example.com", type: "CNAME", content: "origin.example.com", proxied: true },
    },
    {
      type: TYPES.cloudflareRuleset,
      name: "header",
      inputs: {
        zoneId: "z1",
        phase: "http_request_late_transform",
        rules: [
          { action: "rewrite", actionParameters: { headers: { "X-Origin": { operation: "set", value: "secret" } } } },
        ],
      },
    },
  ],
};

export const cloudflareSendsOriginHeader = rule({
  id: "edge/cloudflare-sends-origin-header",
  title: "Cloudflare sends the header without which the origin answers nothing",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "An origin that forwards only what carries its secret header refuses everybody as soon as nothing adds it: the domain is down, with every part of it healthy.",
  source:
    "Cloudflare Rules, request header transform rules, https://developers.cloudflare.com/rules/transform/request-header-modification/",
  fix: "add a ruleset of phase http_request_late_transform that sets the header for the name",
  types: [
    TYPES.cloudflareLoadBalancer,
    TYPES.cloudflareRecord,
    TYPES.cloudflareRuleset,
    TYPES.listener,
    TYPES.listenerRule,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("header")) },
  subjects: (world) => fronts(world),
  judge(front, world): readonly Verdict[] | undefined {
    const demanded = new Set(
      originsBehind(front, world).flatMap((entry) =>
        listenersOf(entry, world).flatMap((listener) => demandedBy(listener, world)),
      ),
    );
    if (demanded.size === 0) return undefined;
    const sent = headersSent(zoneKey(front, world), world);
    return [...demanded].map((header): Verdict => {
      if (sent.has(header)) return pass(header);
      return fail(`leads to an origin that answers only what carries ${header}, which nothing adds`, {
        key: header,
        related: originsBehind(front, world),
      });
    });
  },
});

/** Headers that everything but single paths needs to be forwarded by a listener that refuses the rest. */
function demandedBy(listener: GraphResource, world: World): readonly string[] {
  const refuses = world
    .list(listener, "defaultActions")
    .every((_, at) => world.text(listener, `defaultActions[${at}].type`) === "fixed-response");
  if (!refuses) return [];
  const rules = world
    .referrers(listener, [TYPES.listenerRule], "listenerArn")
    .filter((one) => world.text(one, "actions[0].type") === "forward" && !isForOnePath(one, world));
  const [first, ...rest] = rules.map((one) => headersOf(one, world));
  return (first ?? []).filter((header) => rest.every((others) => others.includes(header)));
}

const headersOf = (listenerRule: GraphResource, world: World): readonly string[] =>
  world.list(listenerRule, "conditions").flatMap((_, at) => {
    const name = world.text(listenerRule, `conditions[${at}].httpHeader.httpHeaderName`)?.toLowerCase();
    // What browsers send by themselves is no secret.
    return name?.startsWith("x-") ? [name] : [];
  });

/** Checks of health come past the CDN, to paths of their own. */
const isForOnePath = (listenerRule: GraphResource, world: World): boolean =>
  world.list(listenerRule, "conditions").some((_, at) => {
    const paths = world.texts(listenerRule, `conditions[${at}].pathPattern.values`);
    return paths.length > 0 && !paths.some((path) => /[*?]/.test(path));
  });

/** Headers that the zone's rulesets add to what goes to origins. */
function headersSent(zone: string, world: World): ReadonlySet<string> {
  const sent = new Set<string>();
  for (const ruleset of world.all(TYPES.cloudflareRuleset)) {
    if (!world.has(ruleset, "zoneId") || zoneKey(ruleset, world) !== zone) continue;
    if (world.text(ruleset, "phase") !== "http_request_late_transform") continue;
    for (const index of world.list(ruleset, "rules").keys()) {
      const path = `rules[${index}].actionParameters.headers`;
      for (const name of namesIn(ruleset, path, world)) sent.add(name.toLowerCase());
    }
  }
  return sent;
}

/** By name as version 6 of the provider writes them, a list of mappings as those before. */
function namesIn(ruleset: GraphResource, path: string, world: World): readonly string[] {
  const headers = world.peek(ruleset, path);
  if (isUnknown(headers)) throw unseen(ruleset, path);
  if (Array.isArray(headers)) return headers.map((_, at) => world.text(ruleset, `${path}[${at}].name`) ?? "");
  return isRecord(headers) ? Object.keys(headers) : [];
}
