import facts from "../facts/cdn.json";
import type { CdnArgs } from "../plan/parts";
import type { Problem } from "../problems/problem";

export type CdnProvider = CdnArgs["provider"];
export type CdnCapability = keyof typeof facts.capabilities.cloudfront;

/** Whether a CDN can do something; what it lacks comes with the nearest way to the same end. */
export interface Capability {
  readonly supported: boolean;
  /** The provider's plan or add-on that it needs. */
  readonly plan?: string;
  readonly nearest?: string;
  readonly source: string;
}

/** What each CDN can do, with sources (DECISIONS 15). */
export const CDN_CAPABILITIES: Readonly<Record<CdnProvider, Readonly<Record<CdnCapability, Capability>>>> =
  facts.capabilities;

/** What is asked of a CDN, as far as providers differ in it. */
export type CdnWish = Partial<
  Pick<CdnArgs, "waf" | "originFailover" | "defaultTtlSeconds" | "staticPaths" | "buckets" | "accessLogDays">
> & {
  readonly provider: CdnProvider;
  /** Origins known by host name only (existing clusters), not load balancers of ours. */
  readonly hostNameOrigins?: boolean;
};

/** The capabilities that a wish needs, each with the argument that asks for it. */
function asked(wish: CdnWish): readonly (readonly [CdnCapability, path: string])[] {
  const wishes: readonly (readonly [CdnCapability, path: string, wanted: boolean])[] = [
    ["staticBucket", "staticPaths", (wish.staticPaths?.length ?? 0) > 0 || (wish.buckets?.length ?? 0) > 0],
    ["defaultTtl", "defaultTtlSeconds", (wish.defaultTtlSeconds ?? 0) > 0],
    ["originFailover", "originFailover", wish.originFailover === true],
    ["waf", "waf", wish.waf === true],
    ["accessLogs", "accessLogDays", (wish.accessLogDays ?? 0) > 0],
    ["hostNameOrigin", "hostNameOrigins", wish.hostNameOrigins === true],
  ];
  return wishes.filter(([, , wanted]) => wanted).map(([capability, path]) => [capability, path] as const);
}

const WORDS: Readonly<Record<CdnCapability, string>> = {
  cachePolicy: "cache rules",
  defaultTtl: "a time to keep answers that state none",
  originFailover: "failover of reads to another origin",
  tls: "TLS to viewers and origins",
  http3: "HTTP/3",
  waf: "a web application firewall",
  originHeader: "a header that only origins know",
  staticBucket: "files from a private S3 bucket",
  accessLogs: "access logs in a bucket of ours",
  hostNameOrigin: "origins that are known by host name only",
};
const PRODUCTS: Readonly<Record<CdnProvider, string>> = { cloudfront: "CloudFront", cloudflare: "Cloudflare" };

/**
 * Everything asked of a CDN that it cannot do, with the nearest way; empty where all is well.
 * @param named what messages call the arguments that ask, such as manifest paths; their own names by default
 */
export const cdnProblems = (wish: CdnWish, named: Readonly<Record<string, string>> = {}): readonly Problem[] =>
  asked(wish)
    .map(([capability, argument]) => ({
      path: named[argument] ?? argument,
      capability,
      fact: CDN_CAPABILITIES[wish.provider][capability],
    }))
    .filter(({ fact }) => !fact.supported)
    .map(({ path, capability, fact }) => ({
      code: "SK2020",
      message: `${PRODUCTS[wish.provider]} does not offer ${WORDS[capability]}, which ${path} asks for`,
      path,
      fix: fact.nearest ?? "choose the other CDN",
    }));
