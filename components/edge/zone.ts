import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { ZoneArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";
import { type CertificateTransform, makeCertificate } from "./certificate";

export interface ZoneArgs extends Pick<PlannedArgs, "zoneName" | "certificateNames" | "delegateFromCloudflareZone"> {
  /** An existing Route 53 zone, taken as it is. Default: a public zone is made. */
  readonly zoneId?: pulumi.Input<string>;
  /**
   * Certificate authorities that may issue for the zone. Default Amazon's alone where the zone is made here; an existing
   * zone may have other certificates, so none is set there. An empty list sets none.
   */
  readonly certificateAuthorities?: readonly string[];
  /** Change it to make another origin secret. Regions and CDN take it over with their next update. Default "1". */
  readonly secretVersion?: string;
  /**
   * Records can be changed again within 60 minutes when us-east-1 is lost. Default false: nothing of ours changes a
   * record to recover, switching it on takes up to hours in which changes may be refused, and a zone that has it can't
   * be deleted [Route53/latest/DeveloperGuide/accelerated-recovery.html].
   */
  readonly acceleratedRecovery?: boolean;
  /** Pulumi's own protection of the zone. Default true: a new zone has other name servers, which the parent doesn't know. */
  readonly protect?: boolean;
  readonly transform?: CertificateTransform & {
    readonly zone?: Transform<aws.route53.ZoneArgs>;
    readonly authorities?: Transform<aws.route53.RecordArgs>;
    readonly originSecret?: Transform<random.RandomPasswordArgs>;
    readonly delegation?: Transform<cloudflare.DnsRecordArgs>;
  };
}

/** Route 53 gives every public zone four name servers [Route53/latest/DeveloperGuide/GetInfoAboutHostedZone.html]. */
const NAME_SERVERS = [0, 1, 2, 3];

/**
 * The zone of an environment's names with the first certificate of these names. It owns their validation records, which
 * are the same for every later certificate of the account (DECISIONS 13), and the secret by which origins know their CDN.
 * The certificate waits until the zone is delegated: by this component where Cloudflare holds the parent, else by whoever
 * holds the domain.
 *
 * @example new Zone("zone", { zoneName: "example.com", certificateNames: ["example.com", "*.example.com"] })
 */
export class Zone extends Component {
  readonly zoneId: pulumi.Output<string>;
  /** Empty for an existing zone, whose delegation is its owner's. */
  readonly nameServers: pulumi.Output<string[]>;
  /** Marked secret. */
  readonly originSecret: pulumi.Output<string>;
  /** In us-east-1, issued. */
  readonly certificateArn: pulumi.Output<string>;

  constructor(name: string, args: ZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:Zone", name, {}, opts);
    const zone = args.zoneId === undefined ? this.makeZone(name, args) : undefined;
    this.zoneId = zone ? zone.zoneId : pulumi.output(args.zoneId ?? "");
    this.nameServers = zone ? zone.nameServers : pulumi.output([]);
    this.makeAuthorities(name, args);
    const delegation = zone ? this.makeDelegation(name, args, zone) : [];
    this.certificateArn = makeCertificate(this.make.bind(this), name, {
      names: args.certificateNames,
      namesFrom: "certificateNames",
      recordsIn: this.zoneId,
      dependsOn: delegation,
      transform: args.transform,
    });
    this.originSecret = this.makeOriginSecret(name, args);
    this.registerOutputs({
      zoneId: this.zoneId,
      nameServers: this.nameServers,
      originSecret: this.originSecret,
      certificateArn: this.certificateArn,
    });
  }

  private makeZone(name: string, { zoneName, acceleratedRecovery, transform, protect }: ZoneArgs): aws.route53.Zone {
    return this.make(
      aws.route53.Zone,
      name,
      {
        name: zoneName,
        comment: "Made by scalekit",
        enableAcceleratedRecovery: acceleratedRecovery ?? false,
      },
      {
        transform: transform?.zone,
        from: { name: "zoneName", enableAcceleratedRecovery: "acceleratedRecovery" },
        opts: { protect: protect ?? true },
      },
    );
  }

  private makeAuthorities(name: string, args: ZoneArgs): void {
    const authorities = args.certificateAuthorities ?? (args.zoneId === undefined ? ["amazon.com"] : []);
    if (authorities.length === 0) return;
    this.make(
      aws.route53.Record,
      `${name}-authorities`,
      {
        zoneId: this.zoneId,
        name: args.zoneName,
        type: "CAA",
        ttl: 3600,
        records: authorities.map((authority) => `0 issue "${authority}"`),
      },
      {
        transform: args.transform?.authorities,
        from: { name: "zoneName", zoneId: "zoneId", records: "certificateAuthorities" },
      },
    );
  }

  /** NS records at the parent, where that is Cloudflare's. */
  private makeDelegation(name: string, args: ZoneArgs, zone: aws.route53.Zone): readonly pulumi.Resource[] {
    const parent = args.delegateFromCloudflareZone;
    if (parent === undefined) return [];
    return NAME_SERVERS.map((index) =>
      this.make(
        cloudflare.DnsRecord,
        `${name}-delegation-${index}`,
        {
          zoneId: parent,
          name: args.zoneName,
          type: "NS",
          content: zone.nameServers.apply((servers) => servers[index] ?? ""),
          ttl: 3600,
          comment: "Route 53 answers for the origins",
        },
        { transform: args.transform?.delegation, from: { zoneId: "delegateFromCloudflareZone", name: "zoneName" } },
      ),
    );
  }

  /** Letters and digits only: it goes into a header and into a rule's condition, where * and ? are wildcards. */
  private makeOriginSecret(name: string, args: ZoneArgs): pulumi.Output<string> {
    const password = this.make(
      random.RandomPassword,
      `${name}-origin-secret`,
      { length: 48, special: false, keepers: { version: args.secretVersion ?? "1" } },
      {
        transform: args.transform?.originSecret,
        from: { keepers: "secretVersion" },
        opts: { additionalSecretOutputs: ["result"] },
      },
    );
    return pulumi.secret(password.result);
  }
}
