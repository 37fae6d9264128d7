import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord } from "../../../blueprints/graph/values";
import { PLACEHOLDER_ID } from "../../../blueprints/manifest/write";
import { TYPES } from "../../types";
import { listAt, numberAt, recordsAt, said, textAt } from "./look";
import { Said, type Section, section } from "./said";
import type { Where } from "./where";

/** The CDN in front, where there is one. */
export function edgeOf({ world }: Where): Section | undefined {
  const [distribution] = world.all(TYPES.distribution);
  if (distribution) return cloudfront(distribution, { world });
  const proxied = [...world.all(TYPES.cloudflareLoadBalancer), ...world.all(TYPES.cloudflareRecord)].find(
    (each) => each.inputs.proxied === true || each.inputs.proxied === "true",
  );
  return proxied && cloudflare(proxied, { world });
}

function cloudfront(distribution: GraphResource, { world }: Pick<Where, "world">): Section {
  const statics = recordsAt(distribution, "orderedCacheBehaviors").flatMap((behavior) =>
    isStatic(behavior.targetOriginId, distribution) &&
    typeof behavior.pathPattern === "string" &&
    PATTERN.test(behavior.pathPattern)
      ? behavior.pathPattern
      : [],
  );
  const [policy] = world.linked(distribution, "orderedCacheBehaviors", "aws:cloudfront/cachePolicy:CachePolicy");
  const fallThrough = world.linked(distribution, "defaultCacheBehavior", "aws:cloudfront/cachePolicy:CachePolicy")[0];
  return section({
    cdn: Said.by("cloudfront", distribution),
    waf: Said.by(world.has(distribution, "webAclId"), distribution),
    originFailover: Said.by(
      listAt(distribution, "defaultCacheBehavior.functionAssociations").length > 0 ||
        recordsAt(distribution, "originGroups").some(
          ({ originId }) => originId === textAt(distribution, "defaultCacheBehavior.targetOriginId"),
        ),
      distribution,
    ),
    static:
      statics.length > 0
        ? section({
            paths: Said.by([...new Set(statics)].slice(0, 20), distribution),
            ttl: said(
              policy,
              (each) => numberAt(each, "defaultTtl"),
              (seconds) => `${seconds}s`,
            ),
          })
        : undefined,
    ttl: said(
      fallThrough,
      (each) => numberAt(each, "defaultTtl"),
      (seconds) => `${seconds}s`,
    ),
    priceClass: said(
      distribution,
      (each) => textAt(each, "priceClass"),
      (name) => name,
    ),
  });
}

const PATTERN = /^\/[A-Za-z0-9_.$/~"'@:+*?&-]{0,127}$/;

/** True where an origin, or one of its group, is a bucket. */
function isStatic(id: unknown, distribution: GraphResource): boolean {
  const groups = recordsAt(distribution, "originGroups").filter(({ originId }) => originId === id);
  const members = groups.flatMap(({ members: all }) => (Array.isArray(all) ? (all as readonly unknown[]) : []));
  const ids = [id, ...members.filter(isRecord).map(({ originId }) => originId)];
  return recordsAt(distribution, "origins").some(
    (origin) =>
      ids.includes(origin.originId) &&
      (isRecord(origin.s3OriginConfig) ||
        /\.s3[.-]/.test(typeof origin.domainName === "string" ? origin.domainName : "")),
  );
}

const ID = /^[0-9a-f]{32}$/;

function cloudflare(entry: GraphResource, { world }: Pick<Where, "world">): Section {
  const id = (text: string | undefined, from: GraphResource, what: string): Said =>
    text !== undefined && ID.test(text)
      ? Said.by(text, from)
      : Said.ask(PLACEHOLDER_ID, `what is the id of the Cloudflare ${what}? The state does not show it`);
  const [pool] = world.all(TYPES.cloudflarePool);
  const rulesets = world.all("cloudflare:index/ruleset:Ruleset");
  return section({
    cdn: Said.by("cloudflare", entry),
    waf: Said.by(
      rulesets.some((each) => /firewall_managed/.test(textAt(each, "phase") ?? "")),
      ...(rulesets.length > 0 ? rulesets.slice(0, 1) : [entry]),
    ),
    originFailover: pool ? Said.by(world.all(TYPES.cloudflarePool).length > 1, pool) : Said.by(false, entry),
    cloudflare: section({
      zone: id(textAt(entry, "zoneId"), entry, "zone"),
      account: id(pool && textAt(pool, "accountId"), pool ?? entry, "account"),
    }),
  });
}
