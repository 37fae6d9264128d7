import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { behavioursOf, choosesOrigin, originIndex, patternOf } from "../../facts/behaviours";
import { fronts } from "../../facts/cloudflare";
import { endsOfName, regionsOf } from "../../facts/dns";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import type { World } from "../../world/world";

const origin = (name: string) => ({ originId: name, domainName: `${name}.origin.example.com` });

const compliant: Sample = {
  resources: [
    {
      type: TYPES.distribution,
      name: "cdn",
      region: "us-east-1",
      inputs: {
        enabled: true,
        origins: [origin("nearest"), origin("next")],
        originGroups: [{ originId: "reads", members: [{ originId: "nearest" }, { originId: "next" }] }],
        defaultCacheBehavior: { targetOriginId: "reads", allowedMethods: ["GET", "HEAD"] },
      },
    },
  ],
  declared: { regions: ["eu-west-1", "us-east-1"], routing: "active-active" },
};

export const readsTryElsewhere = rule({
  id: "edge/reads-try-elsewhere",
  title: "Where regions serve together, a read that one fails is asked of another at once",
  scope: "environment",
  severity: perTier("none", "none", "info", "warning"),
  why: "DNS leaves a failing region after a minute or two, and one that fails every tenth request not at all. The CDN knows with each answer: with a second origin a read becomes a little slower instead of an error.",
  source:
    "CloudFront Developer Guide, optimise high availability with origin failover, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html; Cloudflare, load balancing, https://developers.cloudflare.com/load-balancing/",
  fix: "give reads an origin group over two regions, or put the CDN's load balancer with a pool for each region before them",
  types: [TYPES.distribution, TYPES.edgeFunction, TYPES.cloudflareRecord, TYPES.cloudflareLoadBalancer, TYPES.record],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("cdn", { defaultCacheBehavior: { targetOriginId: "nearest", allowedMethods: ["GET", "HEAD"] } }),
    ),
  },
  // Of a passive region nobody knows whether it may answer reads.
  subjects(world) {
    const several = (world.declares("regions") ?? []).length > 1 && world.declares("routing") === "active-active";
    return several ? [...world.all(TYPES.distribution), ...fronts(world)] : [];
  },
  judge(front, world) {
    if (front.type === TYPES.cloudflareLoadBalancer) return pass();
    if (front.type === TYPES.cloudflareRecord) return judgeRecord(front, world);
    if (world.flag(front, "enabled") === false) return undefined;
    return together(behavioursOf(front, world).map((at) => () => judgeBehaviour(front, at, world)));
  },
  repair: () => ({ path: "edge.originFailover", value: true }),
});

function judgeBehaviour(cdn: GraphResource, at: string, world: World): Verdict {
  const key = patternOf(cdn, at, world);
  const target = world.text(cdn, `${at}.targetOriginId`) ?? "";
  if (originIndex(cdn, "originGroups", target, world) !== undefined || choosesOrigin(cdn, at, world)) return pass(key);
  return fail(`asks ${target} alone for ${key}: a read that it fails is an error`, {
    key,
    input: at.replace(/\[.*/, ""),
  });
}

/** A name of one region is another rule's matter: edge/routing-covers-regions. */
function judgeRecord(record: GraphResource, world: World): Verdict | undefined {
  const host = world.text(record, "content") ?? "";
  if (regionsOf(endsOfName(host, world)).length < 2) return undefined;
  return fail(`leads to ${host} alone: a read that its region fails is an error until DNS has moved`, {
    input: "content",
  });
}
