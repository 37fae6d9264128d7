import type * as cloudflare from "@pulumi/cloudflare";
import type { CdnArgs as PlannedArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { CdnCommonArgs } from "./cdn-args";

export interface CloudflareArgs extends CdnCommonArgs {
  /** The zone that serves the domain, and its account. */
  readonly cloudflare: NonNullable<PlannedArgs["cloudflare"]>;
  /** Path that monitors ask every region for, with `originFailover`. Default `/`. */
  readonly healthPath?: string;
  /**
   * Strict TLS to origins, TLS 1.2 at least, HTTPS only, HTTP/3, HSTS. They hold for the whole Cloudflare zone. Default
   * true; false where the zone serves other names too and its owner sets them.
   */
  readonly zoneSettings?: boolean;
  /** Requests in five minutes after which a client address is turned away. Default 2,000, see facts/cdn.json. */
  readonly rateLimit?: number;
  readonly transform?: {
    readonly record?: Transform<cloudflare.DnsRecordArgs>;
    readonly loadBalancer?: Transform<cloudflare.LoadBalancerArgs>;
    readonly pool?: Transform<cloudflare.LoadBalancerPoolArgs>;
    readonly monitor?: Transform<cloudflare.LoadBalancerMonitorArgs>;
    readonly zoneSetting?: Transform<cloudflare.ZoneSettingArgs>;
    readonly originHeader?: Transform<cloudflare.RulesetArgs>;
    readonly cache?: Transform<cloudflare.RulesetArgs>;
    readonly firewall?: Transform<cloudflare.RulesetArgs>;
    readonly rateLimit?: Transform<cloudflare.RulesetArgs>;
  };
}
