import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { Make } from "../data/make";
import { OriginRecord } from "../edge/origin-record";
import type { EntryLink } from "../links";
import { makeAccessLogBucket } from "./access-logs";
import { makeCertificate } from "./certificate";
import { type EntryPointArgs, type EntrySettings, withEntryDefaults } from "./entry-args";
import { makeEntryFirewall } from "./entry-firewall";
import { shortNamed } from "./names";

/** Below every rule of a service: the plan numbers those from 1 up, and one that is asked for more specific paths comes first. */
const CHECKS_PRIORITY = 50_000;

/**
 * The way into one region: a load balancer that accepts only the CDN (and Route 53's health checkers), its certificate,
 * its access logs, and the region's DNS records.
 *
 * **Health.** Route 53 probes `https://<regionHostName><health path>` from outside, through the load balancer, down to an
 * instance: it finds the loss of a whole region, including that of the region's own monitoring, and needs no control
 * plane to act (static stability). The checkers come from Route 53's addresses, so a security group of their own admits
 * them; they carry no origin header, so one listener rule answers the health path, and nothing else, at the region's
 * own host name. The records' aliases evaluate the load balancer's targets as well, so that a region in which any one
 * service has no healthy target left is avoided too. A CloudWatch alarm instead of the probe would be slower
 * (one-minute metrics) and would fall silent together with its region.
 *
 * **Certificate.** For `originName` and `*.originName`: the wildcard covers every region's host name, and ACM validates it
 * by the very record of `originName` [docs.aws.amazon.com/acm/latest/userguide/dns-validation.html]. That record is the
 * same for all regions of an account and the DNS stack owns it (DECISIONS 13), so a region makes none.
 *
 * Services add their own listener rules; a request that none of them takes gets 403 where the origin header is asked for,
 * else 404.
 *
 * @example new EntryPoint("entry", { network, zoneId, originName: "origin.example.com", regionHostName: "eu-west-1.origin.example.com",
 *   validation: "here" })
 */
export class EntryPoint extends Component implements EntryLink {
  readonly securityGroupId: pulumi.Output<string>;
  readonly listenerArn: pulumi.Output<string>;
  readonly loadBalancerArn: pulumi.Output<string>;
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  readonly loadBalancerDnsName: pulumi.Output<string>;
  readonly certificateArn: pulumi.Output<string>;
  readonly originSecret: pulumi.Output<string> | undefined;
  readonly healthCheckId: pulumi.Output<string> | undefined;
  private checksAnswered = false;
  private readonly settings: EntrySettings;

  constructor(
    private readonly name: string,
    args: EntryPointArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("scalekit:compute:EntryPoint", name, {}, opts);
    const settings = withEntryDefaults(name, args);
    this.settings = settings;
    const make: Make = this.make.bind(this);

    const groups = makeEntryFirewall(make, name, settings);
    const logs = makeAccessLogBucket(make, name, groups.entry, settings);
    const balancer = this.makeLoadBalancer(groups, logs);
    const certificate = makeCertificate(make, name, settings);
    const listener = this.makeListener(balancer, certificate);
    const record = this.makeRecords(balancer);

    this.securityGroupId = groups.entry.id;
    this.listenerArn = listener.arn;
    this.loadBalancerArn = balancer.arn;
    this.loadBalancerArnSuffix = balancer.arnSuffix;
    this.loadBalancerDnsName = balancer.dnsName;
    this.certificateArn = certificate;
    this.originSecret = settings.originSecret === undefined ? undefined : pulumi.secret(settings.originSecret);
    this.healthCheckId = record.healthCheckId;
    this.registerOutputs({
      securityGroupId: this.securityGroupId,
      listenerArn: this.listenerArn,
      loadBalancerArn: this.loadBalancerArn,
      loadBalancerDnsName: this.loadBalancerDnsName,
    });
  }

  /** See `EntryLink.answerChecks`. */
  answerChecks(healthPath: string, targetGroupArn: pulumi.Input<string>): void {
    const { healthCheck, regionHostName, transform } = this.settings;
    if (this.checksAnswered || healthPath !== healthCheck.path) return;
    this.checksAnswered = true;
    this.make(
      aws.lb.ListenerRule,
      `${this.name}-checks`,
      {
        listenerArn: this.listenerArn,
        priority: CHECKS_PRIORITY,
        conditions: [{ hostHeader: { values: [regionHostName] } }, { pathPattern: { values: [healthCheck.path] } }],
        actions: [{ type: "forward", targetGroupArn }],
      },
      { transform: transform.checksRule, from: { conditions: "healthCheck.path" } },
    );
  }

  private makeLoadBalancer(
    groups: { readonly entry: aws.ec2.SecurityGroup; readonly checkers: aws.ec2.SecurityGroup },
    logs: { readonly bucket: pulumi.Output<string>; readonly ready: pulumi.Resource },
  ): aws.lb.LoadBalancer {
    const { name, settings } = this;
    return this.make(
      aws.lb.LoadBalancer,
      `${name}-balancer`,
      {
        ...shortNamed(name, `${name}-balancer`),
        loadBalancerType: "application",
        internal: false,
        ipAddressType: "ipv4",
        subnets: [...settings.network.publicSubnetIds],
        securityGroups: [groups.entry.id, groups.checkers.id],
        enableDeletionProtection: settings.deletionProtection,
        enableCrossZoneLoadBalancing: true,
        // A zone in trouble can be taken out by one call to a control plane built for that (ARC zonal shift).
        enableZonalShift: true,
        enableHttp2: true,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        // AWS's own default. Services should keep idle connections a little longer, else a request meets a closed one.
        idleTimeout: 60,
        accessLogs: { bucket: logs.bucket, enabled: true },
        tags: { ...settings.tags, Name: name },
      },
      {
        transform: settings.transform.loadBalancer,
        from: { enableDeletionProtection: "deletionProtection" },
        // The bucket must let the logs in before the load balancer is told to write them: AWS tries it.
        opts: { dependsOn: [logs.ready] },
      },
    );
  }

  private makeListener(balancer: aws.lb.LoadBalancer, certificateArn: pulumi.Output<string>): aws.lb.Listener {
    const { name, settings } = this;
    const guarded = settings.originSecret !== undefined;
    return this.make(
      aws.lb.Listener,
      `${name}-https`,
      {
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        certificateArn,
        // TLS 1.3, and 1.2 with forward secrecy and authenticated ciphers only: what CDNs and health checkers speak
        // [docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html].
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        defaultActions: [
          {
            type: "fixed-response",
            fixedResponse: {
              contentType: "text/plain",
              statusCode: guarded ? "403" : "404",
              messageBody: guarded ? "Forbidden" : "Not found",
            },
          },
        ],
        tags: settings.tags,
      },
      { transform: settings.transform.listener, from: { defaultActions: "requireOriginSecret" } },
    );
  }

  private makeRecords(balancer: aws.lb.LoadBalancer): OriginRecord {
    const { name, settings } = this;
    return new OriginRecord(
      `${name}-record`,
      {
        zoneId: settings.zoneId,
        originName: settings.originName,
        regionHostName: settings.regionHostName,
        routing: settings.routing,
        failoverRole: settings.failoverRole,
        ...(settings.primaryHostName !== undefined && { primaryHostName: settings.primaryHostName }),
        target: { dnsName: balancer.dnsName, zoneId: balancer.zoneId },
        healthCheck: settings.healthCheck,
        ...(settings.transform.record && { transform: settings.transform.record }),
      },
      { parent: this },
    );
  }
}
