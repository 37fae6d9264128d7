/** The region's way in: load balancer, certificate of the origin name, listener, and the region's own origin record. */
export interface EntryArgs {
  /** origin.<domain>: every region's load balancer holds its certificate. */
  readonly originName: string;
  /** region host name, <region>.origin.<domain>, for health checks and for people. */
  readonly regionHostName: string;
  /** Undefined: made by the DNS stack and handed on as `dns.zoneId`. */
  readonly zoneId?: string;
  /** Who may reach the load balancer. */
  readonly acceptFrom:
    | { readonly cdn: "cloudfront"; readonly prefixListId: string }
    | { readonly cdn: "cloudflare"; readonly cidrs: readonly string[] }
    | { readonly cdn: "none" };
  /** True: only requests that carry the shared origin header (handed on as the secret `dns.originSecret`) are forwarded. */
  readonly requireOriginSecret: boolean;
  readonly routing: "active-active" | "active-passive";
  /** Failover role of the record where routing is active-passive. */
  readonly failoverRole: "PRIMARY" | "SECONDARY";
  /** In a secondary: region host name of the primary, which an active-passive region answers with while it is healthy. */
  readonly primaryHostName?: string;
  readonly healthCheck: { readonly path: string; readonly intervalSeconds: 10 | 30; readonly threshold: number };
  readonly deletionProtection: boolean;
  readonly accessLogDays: number;
}

/** Origin record of a region whose way in is not ours (existing Kubernetes cluster with a stated host name). */
export interface OriginRecordArgs {
  readonly originName: string;
  readonly regionHostName: string;
  readonly target: string;
  readonly zoneId?: string;
  readonly routing: "active-active" | "active-passive";
  readonly failoverRole: "PRIMARY" | "SECONDARY";
  /** In a secondary: region host name of the primary, which an active-passive region answers with while it is healthy. */
  readonly primaryHostName?: string;
  readonly ttlSeconds: number;
  readonly healthCheck: { readonly path: string; readonly intervalSeconds: 10 | 30; readonly threshold: number };
}

export interface ZoneArgs {
  /** The zone that Route 53 serves: the domain, or origin.<domain> where Cloudflare serves the domain itself. */
  readonly zoneName: string;
  readonly zoneId?: string;
  /** Names on the first certificate, whose validation records this stack owns. */
  readonly certificateNames: readonly string[];
  /** Set where Cloudflare serves the domain: NS records that delegate the zone. */
  readonly delegateFromCloudflareZone?: string;
}
