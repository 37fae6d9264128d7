import type { EntryArgs } from "./entry";

export interface BucketArgs {
  /** Computed; unique in the whole of AWS. */
  readonly bucketName: string;
  readonly noncurrentDays: number;
  /** Age at which a file moves to storage for infrequent access; absent: never. */
  readonly infrequentDays?: number;
}

export interface CdnArgs {
  readonly provider: "cloudfront" | "cloudflare";
  readonly domain: string;
  /** Zone that holds the domain's alias record (CloudFront); undefined: handed on as `dns.zoneId`. */
  readonly zoneId?: string;
  readonly originName: string;
  /** Host names of the regions, primary first: origin failover goes to the second for reads. */
  readonly regionHostNames: readonly string[];
  readonly waf: boolean;
  readonly originFailover: boolean;
  readonly defaultTtlSeconds: number;
  readonly staticPaths: readonly string[];
  readonly staticTtlSeconds: number;
  /** Buckets, primary's region first; the second is the replica and failover origin. */
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  readonly cloudflare?: { readonly zoneId: string; readonly accountId: string };
  /** Where a failed read goes: active-active (default) to the next region of the list, active-passive to the second. */
  readonly routing?: "active-active" | "active-passive";
  /** Path that Cloudflare's monitors ask every region for. Default `/`. */
  readonly healthPath?: string;
  /** Probe of a region before failed reads are sent there (CloudFront only). Default Route 53's own, of `/`. */
  readonly healthCheck?: EntryArgs["healthCheck"];
  /** Days for which access logs and firewall logs are kept (CloudFront only). */
  readonly accessLogDays?: number;
}
