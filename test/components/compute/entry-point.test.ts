import * as pulumi from "@pulumi/pulumi";
import { AutoscalingGroup } from "../../../components/compute/autoscaling-group";
import { EntryPoint } from "../../../components/compute/entry-point";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { buildBehindEntry, buildEntry, entryArgs, groupArgs } from "./base";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const RULE = "aws:lb/listenerRule:ListenerRule";
const RECORD = "aws:route53/record:Record";

const sourcesInto = (resources: readonly Registered[], group: string) =>
  ofType(resources, INGRESS)
    .filter(({ inputs }) => inputs.securityGroupId === `${group}-id`)
    .map(({ inputs }) => inputs.prefixListId ?? inputs.cidrIpv4);

describe("who reaches an entry", () => {
  test("only CloudFront, by its prefix list", async () => {
    const resources = await buildEntry({ acceptFrom: { cdn: "cloudfront", prefixListId: "pl-1" } });
    expect(sourcesInto(resources, "entry-balancer")).toEqual(["pl-1"]);
  });

  test("only Cloudflare, by its ranges, each a rule of its own name", async () => {
    const cidrs = ["173.245.48.0/20", "103.21.244.0/22"];
    const resources = await buildEntry({ acceptFrom: { cdn: "cloudflare", cidrs } });
    expect(sourcesInto(resources, "entry-balancer").sort()).toEqual([...cidrs].sort());
    expect(named(resources, "entry-from-cloudflare-103-21-244-0-22").inputs.cidrIpv4).toBe("103.21.244.0/22");
  });

  test("Route 53's health checkers, in a group of their own: CloudFront's list fills one", async () => {
    const resources = await buildEntry({ acceptFrom: { cdn: "cloudfront", prefixListId: "pl-1" } });
    const checkers = sourcesInto(resources, "entry-checkers");
    expect(checkers).toContain("54.228.16.0/26");
    expect(checkers.length).toBeLessThan(60);
    expect(named(resources, "entry-balancer").type).toBeDefined();
    const [balancer] = ofType(resources, "aws:lb/loadBalancer:LoadBalancer");
    expect(balancer?.inputs.securityGroups).toEqual(["entry-balancer-id", "entry-checkers-id"]);
    const listed = await buildEntry({ healthCheckers: { prefixListId: "pl-checkers" } });
    expect(sourcesInto(listed, "entry-checkers")).toEqual(["pl-checkers"]);
  });

  test("on 443 only, whoever it is", async () => {
    for (const { inputs } of ofType(await buildEntry(), INGRESS)) {
      expect(inputs).toMatchObject({ fromPort: 443, toPort: 443, ipProtocol: "tcp" });
    }
  });
});

describe("an entry's load balancer", () => {
  test("can be taken out of a zone in trouble by one call, without anything to turn on first", async () => {
    const [balancer] = ofType(await buildEntry(), "aws:lb/loadBalancer:LoadBalancer");
    expect(balancer?.inputs.enableZonalShift).toBe(true);
  });

  test("parts of a log that was never finished do not stay in its bucket", async () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const [lifecycle] = ofType(await buildEntry(), type);
    expect(lifecycle?.inputs.rules).toMatchObject([
      { status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
    ]);
  });

  test("is protected, drops invalid headers and spans the three public subnets", async () => {
    const [balancer] = ofType(await buildEntry(), "aws:lb/loadBalancer:LoadBalancer");
    expect(balancer?.inputs).toMatchObject({
      internal: false,
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      subnets: ["subnet-public-1", "subnet-public-2", "subnet-public-3"],
      accessLogs: { enabled: true },
    });
    expect(balancer?.dependsOn).toContain("entry-logs");
  });

  test("answers only over TLS, and 403 to who lacks the origin header, 404 where none is asked for", async () => {
    const responseOf = (resources: readonly Registered[]) => named(resources, "entry-https").inputs;
    expect(responseOf(await buildEntry({ originSecret: "s" }))).toMatchObject({
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403" } }],
    });
    expect(responseOf(await buildEntry())).toMatchObject({
      defaultActions: [{ fixedResponse: { statusCode: "404" } }],
    });
    expect(ofType(await buildEntry(), "aws:lb/listener:Listener")).toHaveLength(1);
  });

  test("its logs go to a private bucket that only load balancers of this account write to", async () => {
    const resources = await buildEntry({ accessLogDays: 30 });
    expect(ofType(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")[0]?.inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const policy = JSON.parse(String(ofType(resources, "aws:s3/bucketPolicy:BucketPolicy")[0]?.inputs.policy));
    const allowed = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow");
    expect(allowed).toMatchObject([
      { Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, Action: "s3:PutObject" },
    ]);
    expect(allowed[0].Resource).toMatch(/\/AWSLogs\/123456789012\/\*$/);
    const [lifecycle] = ofType(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle?.inputs).toMatchObject({ rules: [{ status: "Enabled", expiration: { days: 30 } }] });
  });

  test("its logs may go with it only once its protection is lifted", async () => {
    const destroysLogs = async (deletionProtection: boolean) =>
      ofType(await buildEntry({ deletionProtection }), "aws:s3/bucket:Bucket")[0]?.inputs.forceDestroy;
    expect([await destroysLogs(true), await destroysLogs(false)]).toEqual([false, true]);
  });
});

describe("an entry's certificate", () => {
  test("covers the origin name and every region's host name, and the listener waits for it", async () => {
    const resources = await buildEntry();
    expect(ofType(resources, "aws:acm/certificate:Certificate")[0]?.inputs).toMatchObject({
      domainName: "origin.shop.example",
      subjectAlternativeNames: ["*.origin.shop.example"],
      validationMethod: "DNS",
    });
    const listener = named(resources, "entry-https");
    expect(listener.dependsOn).toContain("entry-certificate");
    expect(ofType(resources, "aws:acm/certificateValidation:CertificateValidation")).toHaveLength(1);
  });

  test("its validation record is the DNS stack's, and this one's only where asked for", async () => {
    const validation = (resources: readonly Registered[]) =>
      ofType(resources, RECORD).filter(({ name }) => name === "entry-validation");
    expect(validation(await buildEntry())).toEqual([]);
    expect(validation(await buildEntry({ validation: "here" }))[0]?.inputs).toMatchObject({
      type: "CNAME",
      name: "_check.origin.shop.example.",
    });
  });

  test("a host name that the wildcard doesn't cover is refused", async () => {
    for (const regionHostName of ["eu-west-1.shop.example", "a.b.origin.shop.example", "origin.shop.example"]) {
      await expect(buildEntry({ regionHostName })).rejects.toThrow("must be one label below origin.shop.example");
    }
  });
});

describe("an entry's records and health", () => {
  test("the origin name has one latency record for this region, with the region as its identifier", async () => {
    const origin = ofType(await buildEntry(), RECORD).find(({ inputs }) => inputs.name === "origin.shop.example");
    expect(origin?.inputs).toMatchObject({
      setIdentifier: "eu-west-1",
      latencyRoutingPolicies: [{ region: "eu-west-1" }],
      aliases: [{ evaluateTargetHealth: true }],
    });
    expect(origin?.inputs.healthCheckId).toBeDefined();
  });

  test("Route 53 probes the region's own host name from outside", async () => {
    const [check] = ofType(await buildEntry(), "aws:route53/healthCheck:HealthCheck");
    expect(check?.inputs).toMatchObject({
      type: "HTTPS",
      fqdn: "eu-west-1.origin.shop.example",
      resourcePath: "/healthz",
      requestInterval: 10,
      failureThreshold: 3,
    });
  });

  test("a passive region answers with the primary while that is healthy", async () => {
    const resources = await buildEntry({
      routing: "active-passive",
      failoverRole: "SECONDARY",
      primaryHostName: "eu-north-1.origin.shop.example",
    });
    const pair = ofType(resources, RECORD).filter(({ inputs }) => inputs.failoverRoutingPolicies !== undefined);
    expect(pair.map(({ inputs }) => inputs.failoverRoutingPolicies)).toEqual([
      [{ type: "PRIMARY" }],
      [{ type: "SECONDARY" }],
    ]);
  });

  test("the probe is answered without the origin header, at that host name and path only, by one service", async () => {
    const resources = await registerIn(() => {
      const entry = new EntryPoint("entry", { ...entryArgs, originSecret: "s" });
      new AutoscalingGroup("admin", { ...groupArgs, entry, healthPath: "/admin/healthz", priority: 1 });
      new AutoscalingGroup("web", { ...groupArgs, entry, healthPath: "/healthz", priority: 2 });
      new AutoscalingGroup("other", { ...groupArgs, entry, healthPath: "/healthz", priority: 3 });
    });
    const open = ofType(resources, RULE).filter(({ inputs }) => !JSON.stringify(inputs).includes("httpHeader"));
    expect(open.map(({ name, parent, inputs }) => [name, parent, inputs.conditions, inputs.actions])).toEqual([
      [
        "entry-checks",
        "entry",
        [{ hostHeader: { values: ["eu-west-1.origin.shop.example"] } }, { pathPattern: { values: ["/healthz"] } }],
        [{ type: "forward", targetGroupArn: expect.stringContaining("web-targets") }],
      ],
    ]);
  });
});

describe("the origin header", () => {
  test("is demanded by every service's rule, and is secret there", async () => {
    const rule = ofType(await buildBehindEntry(), RULE).find(({ name }) => name === "web-paths");
    expect(rule?.inputs.conditions).toContainEqual({
      httpHeader: { httpHeaderName: "X-Scalekit-Origin", values: ["s3cret"] },
    });
    expect(rule?.secrets.some((path) => path.startsWith("conditions"))).toBe(true);
  });

  test("is secret even where it was handed over in the open", async () => {
    const rule = ofType(await buildBehindEntry({}, { originSecret: pulumi.output("plain") }), RULE).find(
      ({ name }) => name === "web-paths",
    );
    expect(rule?.secrets).not.toEqual([]);
  });

  test("cannot be demanded without a value", async () => {
    await expect(buildEntry({ requireOriginSecret: true })).rejects.toThrow("no originSecret is given");
  });
});

test("what a tier varies changes no identity", async () => {
  const urns = async (more: Parameters<typeof buildEntry>[0]) => (await buildEntry(more)).map(({ urn }) => urn).sort();
  const small = await urns({ originSecret: "s", accessLogDays: 7, deletionProtection: false });
  const large = await urns({
    originSecret: "s",
    accessLogDays: 365,
    healthCheck: { path: "/", intervalSeconds: 30, threshold: 2 },
  });
  expect(large).toEqual(small);
});
