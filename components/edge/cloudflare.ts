import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { CdnOutputs } from "./cdn-args";
import type { CloudflareArgs } from "./cloudflare-args";
import { makeBalancer } from "./cloudflare-balancer";
import { makeRules } from "./cloudflare-rules";
import { hasFallback } from "./fallback-records";

/**
 * Cloudflare in front of every region, in a zone that is there already. People's requests go to the origin's name, where
 * Route 53 chooses the region; with `originFailover` a load balancer stands in between. The origin's certificate holds
 * that name, which strict TLS accepts for a proxied CNAME [ssl/origin-configuration/ssl-modes/full-strict/].
 *
 * @example new CloudflareCdn("cdn", { domain: "app.example.org", originName: "origin.app.example.org",
 *   originSecret: zone.originSecret, cloudflare: { zoneId, accountId } })
 */
export class CloudflareCdn extends Component implements CdnOutputs {
  readonly hostName: pulumi.Output<string>;
  readonly target: pulumi.Output<string>;

  constructor(name: string, args: CloudflareArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:Cloudflare", name, {}, opts);
    const make = this.make.bind(this);
    const settings = (args.zoneSettings ?? true) ? this.makeSettings(name, args) : [];
    const rules = makeRules(make, name, args);
    // The name comes last: no request is to meet a zone without strict TLS, a firewall or the header that origins demand.
    const ready = [...settings, ...rules];
    if (hasFallback(args)) makeBalancer(make, name, args, ready);
    else this.makeRecord(name, args, ready);
    this.hostName = pulumi.output(args.domain);
    this.target = pulumi.output(args.originName);
    this.registerOutputs({ hostName: this.hostName, target: this.target });
  }

  private makeRecord(name: string, args: CloudflareArgs, ready: readonly pulumi.Resource[]): void {
    this.make(
      cloudflare.DnsRecord,
      `${name}-record`,
      {
        zoneId: args.cloudflare.zoneId,
        name: args.domain,
        type: "CNAME",
        content: args.originName,
        proxied: true,
        // 1 is automatic, the only time of proxied records.
        ttl: 1,
        comment: "Made by scalekit",
      },
      {
        transform: args.transform?.record,
        from: { zoneId: "cloudflare.zoneId", name: "domain", content: "originName" },
        opts: { dependsOn: [...ready] },
      },
    );
  }

  private makeSettings(name: string, args: CloudflareArgs): readonly pulumi.Resource[] {
    return Object.entries(SETTINGS).map(([settingId, value]) =>
      this.make(
        cloudflare.ZoneSetting,
        `${name}-setting-${settingId.replace(/_/g, "-")}`,
        { zoneId: args.cloudflare.zoneId, settingId, value },
        { transform: args.transform?.zoneSetting, from: { zoneId: "cloudflare.zoneId" } },
      ),
    );
  }
}

/** By setting id [developers.cloudflare.com/api/resources/zones/subresources/settings/]. */
const SETTINGS = {
  ssl: "strict",
  min_tls_version: "1.2",
  tls_1_3: "on",
  always_use_https: "on",
  http3: "on",
  security_header: {
    strict_transport_security: {
      enabled: true,
      max_age: 31_536_000,
      // This host alone: whether all names below it have HTTPS is not ours to know.
      include_subdomains: false,
      preload: false,
      nosniff: true,
    },
  },
} as const;
