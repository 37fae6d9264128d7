import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import facts from "../../blueprints/facts/cdn.json";
import { Component } from "../component";
import { makeAccessLogs } from "./access-logs";
import { makeBucketPolicies, makeReplication } from "./bucket-access";
import type { CdnOutputs } from "./cdn-args";
import { makeCertificate } from "./certificate";
import type { CloudFrontArgs } from "./cloudfront-args";
import { makeBehaviors } from "./cloudfront-behaviors";
import { makeOrigins, originGroups } from "./cloudfront-origins";
import { makeFallbackRecords } from "./fallback-records";
import { makeReadFailover } from "./read-failover";
import { makeWebAcl } from "./web-acl";

const LOG_DAYS = 90;

/**
 * A CloudFront distribution in front of every region.
 *
 * What goes where: everything goes to the origin's name, where DNS chooses the region, so that writes fail over too. With
 * `originFailover` a read that fails there is asked of another region at once. Static paths go to the bucket, and to its
 * replica when that fails. Origins see the host name that people visit and the header that only this CDN knows.
 *
 * @example new CloudFrontCdn("cdn", { domain: "shop.example.com", originName: "origin.shop.example.com",
 *   zoneId: zone.zoneId, originSecret: zone.originSecret })
 */
export class CloudFrontCdn extends Component implements CdnOutputs {
  readonly hostName: pulumi.Output<string>;
  readonly target: pulumi.Output<string>;
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;

  constructor(name: string, args: CloudFrontArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:CloudFront", name, {}, opts);
    const make = this.make.bind(this);
    const logDays = args.accessLogDays ?? LOG_DAYS;
    const distribution = this.makeDistribution(name, args, logDays);
    makeBucketPolicies(make, name, args, distribution);
    makeReplication(make, name, args);
    makeAccessLogs(make, name, args, distribution, logDays);
    this.makeRecords(name, args, distribution);
    this.hostName = pulumi.output(args.domain);
    this.target = distribution.domainName;
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.registerOutputs({ hostName: this.hostName, target: this.target, distributionId: this.distributionId });
  }

  private makeDistribution(name: string, args: CloudFrontArgs, logDays: number): aws.cloudfront.Distribution {
    const make = this.make.bind(this);
    const fallback = makeFallbackRecords(make, name, args, args.transform);
    const origins = makeOrigins(make, name, args);
    const behaviors = makeBehaviors(make, name, args, makeReadFailover(make, name, args));
    const firewall = (args.waf ?? true) ? makeWebAcl(make, name, args, logDays) : undefined;
    return this.make(
      aws.cloudfront.Distribution,
      name,
      {
        comment: args.domain,
        enabled: true,
        aliases: [args.domain],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: args.priceClass ?? "PriceClass_All",
        origins,
        originGroups: originGroups(args),
        defaultCacheBehavior: behaviors.fallThrough,
        orderedCacheBehaviors: behaviors.ordered,
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: this.certificate(name, args),
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: facts.cloudfront.tlsPolicy.value,
        },
        ...(firewall && { webAclId: firewall.arn }),
      },
      {
        transform: args.transform?.distribution,
        from: {
          aliases: "domain",
          comment: "domain",
          priceClass: "priceClass",
          origins: "originName",
          originGroups: "buckets",
          orderedCacheBehaviors: "staticPaths",
          webAclId: "waf",
        },
        opts: { dependsOn: [...fallback] },
      },
    );
  }

  private certificate(name: string, args: CloudFrontArgs): pulumi.Input<string> {
    if (args.certificateArn !== undefined) return args.certificateArn;
    return makeCertificate(this.make.bind(this), name, {
      names: [args.domain],
      namesFrom: "domain",
      ...(args.ownValidationRecord && { recordsIn: args.zoneId }),
      transform: args.transform,
    });
  }

  private makeRecords(name: string, args: CloudFrontArgs, distribution: aws.cloudfront.Distribution): void {
    for (const type of ["A", "AAAA"] as const) {
      this.make(
        aws.route53.Record,
        `${name}-${type.toLowerCase()}`,
        {
          zoneId: args.zoneId,
          name: args.domain,
          type,
          // CloudFront's own health can't be evaluated [Route53 API, AliasTarget].
          aliases: [{ name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false }],
        },
        { transform: args.transform?.record, from: { name: "domain", zoneId: "zoneId" } },
      );
    }
  }
}
