import { Cdn, type CdnArgs } from "../../../components/edge/cdn";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { outputs, shop, small } from "./cdn-args";

const register = (args: CdnArgs) => registerIn(() => new Cdn("cdn", args), { outputs });
const at = (args: CdnArgs, name: string) => register(args).then((resources) => named(resources, name));
interface Origin {
  readonly originId: string;
  readonly domainName: string;
  readonly customHeaders?: unknown;
  readonly originAccessControlId?: string;
}
interface Behavior {
  readonly targetOriginId: string;
  readonly allowedMethods: readonly string[];
  readonly functionAssociations?: unknown;
}
const inputsOf = <T>({ inputs }: Registered) => inputs as T;
const policyOf = (resource: Registered) => JSON.parse(String(resource.inputs.policy)).Statement;

test("a distribution as a production site wants it", async () => {
  const distribution = await at(shop, "cdn");
  expect(distribution.inputs).toMatchObject({
    enabled: true,
    aliases: ["shop.example.com"],
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    viewerCertificate: { sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" },
    defaultCacheBehavior: {
      viewerProtocolPolicy: "redirect-to-https",
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      compress: true,
    },
  });
  expect(distribution.dependsOn).toEqual(expect.arrayContaining(["cdn-firewall", "cdn-certificate-issued"]));
});

test("writes go by the origin's name; no behaviour that takes writes has an origin group", async () => {
  const { defaultCacheBehavior, orderedCacheBehaviors, originGroups } = inputsOf<{
    defaultCacheBehavior: Behavior;
    orderedCacheBehaviors: Behavior[];
    originGroups: { originId: string }[];
  }>(await at(shop, "cdn"));
  const groups = originGroups.map(({ originId }) => originId);
  for (const { allowedMethods, targetOriginId } of [defaultCacheBehavior, ...orderedCacheBehaviors]) {
    if (allowedMethods.includes("POST")) expect(groups).not.toContain(targetOriginId);
  }
  expect(defaultCacheBehavior).toMatchObject({
    targetOriginId: "regions",
    allowedMethods: expect.arrayContaining(["POST"]),
  });
  expect(orderedCacheBehaviors.map(({ targetOriginId }) => targetOriginId)).toEqual(["static", "static"]);
});

test("origins of regions carry the secret header, buckets are read by origin access control", async () => {
  const distribution = await at(shop, "cdn");
  const { origins } = inputsOf<{ origins: Origin[] }>(distribution);
  expect(
    origins.map(({ originId, domainName, customHeaders, originAccessControlId }) => [
      originId,
      domainName,
      customHeaders,
      originAccessControlId,
    ]),
  ).toEqual([
    ["regions", "origin.shop.example.com", [{ name: "X-Scalekit-Origin", value: "s3cret" }], undefined],
    ["fallback", "fallback.origin.shop.example.com", [{ name: "X-Scalekit-Origin", value: "s3cret" }], undefined],
    ["static-1", "shop-static-eu.s3.eu-west-1.amazonaws.com", undefined, "cdn-origin-access-id"],
    ["static-2", "shop-static-us.s3.us-east-2.amazonaws.com", undefined, "cdn-origin-access-id"],
  ]);
  expect(distribution.secrets.join()).toContain("origins");
});

test("a fallback leads to a region only while that is healthy, by the CDN's own check", async () => {
  const healthCheck = { path: "/healthz", intervalSeconds: 10, threshold: 2 } as const;
  const resources = await register({ ...shop, healthCheck });
  const check = named(resources, "cdn-fallback-us-east-2-check");
  expect(check.inputs).toMatchObject({
    fqdn: "us-east-2.origin.shop.example.com",
    resourcePath: "/healthz",
    requestInterval: 10,
    failureThreshold: 2,
  });
  const record = named(resources, "cdn-fallback-eu-west-1");
  expect(record.inputs.records).toEqual([check.inputs.fqdn]);
  expect(record.dependsOn).toContain(check.name);
});

test("the fallback name answers with another region everywhere, by one routing policy", async () => {
  const records = ofType(await register(shop), "aws:route53/record:Record").filter(({ name }) =>
    name.includes("fallback"),
  );
  expect(records.map(({ inputs }) => [inputs.name, inputs.latencyRoutingPolicies, inputs.records])).toEqual([
    ["fallback.origin.shop.example.com", [{ region: "eu-west-1" }], ["us-east-2.origin.shop.example.com"]],
    ["fallback.origin.shop.example.com", [{ region: "us-east-2" }], ["ap-southeast-2.origin.shop.example.com"]],
    ["fallback.origin.shop.example.com", [{ region: "ap-southeast-2" }], ["eu-west-1.origin.shop.example.com"]],
  ]);
  const passive = ofType(await register({ ...shop, routing: "active-passive" }), "aws:route53/record:Record")
    .filter(({ name }) => name.includes("fallback"))
    .map(({ inputs }) => inputs.records);
  expect(passive).toEqual(Array(3).fill(["us-east-2.origin.shop.example.com"]));
});

test("only the distribution reads the buckets, and nobody without TLS", async () => {
  const policies = ofType(await register(shop), "aws:s3/bucketPolicy:BucketPolicy");
  expect(policies.map(({ inputs }) => [inputs.bucket, inputs.region])).toEqual([
    ["shop-static-eu", "eu-west-1"],
    ["shop-static-us", "us-east-2"],
    ["cdn-logs", "us-east-1"],
  ]);
  for (const policy of policies.slice(0, 2)) {
    expect(policyOf(policy)).toMatchObject([
      {
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1" } },
      },
      { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  }
});

test("the second bucket is a replica of the first, by a role for these two alone", async () => {
  const resources = await register(shop);
  const [replication] = ofType(resources, "aws:s3/bucketReplicationConfig:BucketReplicationConfig");
  expect(replication?.inputs).toMatchObject({
    bucket: "shop-static-eu",
    region: "eu-west-1",
    rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::shop-static-us" } }],
  });
  const [role] = ofType(resources, "aws:iam/rolePolicy:RolePolicy").map(policyOf);
  const targets = role.flatMap((statement: { Resource: string }) => statement.Resource);
  expect(targets).toEqual([
    "arn:aws:s3:::shop-static-eu",
    "arn:aws:s3:::shop-static-eu/*",
    "arn:aws:s3:::shop-static-us/*",
  ]);
});

test("certificate, firewall and logs are in us-east-1 whatever the stack's region", async () => {
  const resources = await register(shop);
  for (const type of [
    "aws:acm/certificate:Certificate",
    "aws:acm/certificateValidation:CertificateValidation",
    "aws:wafv2/webAcl:WebAcl",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    "aws:cloudwatch/logDelivery:LogDelivery",
  ]) {
    expect(ofType(resources, type).map(({ inputs }) => inputs.region)).toEqual(["us-east-1"]);
  }
  // The validation record of the domain is the DNS stack's (DECISIONS 13).
  expect(resources.filter(({ name }) => name.startsWith("cdn-validation"))).toEqual([]);
});

test("logs are private and written by this account's log delivery only", async () => {
  const resources = await register(shop);
  expect(policyOf(named(resources, "cdn-logs-policy"))[1]).toMatchObject({
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
  expect(named(resources, "cdn-logs-public-access").inputs).toMatchObject({ restrictPublicBuckets: true });
});

test("small has one region, no firewall, no failover, and the same identities for what it has", async () => {
  const [few, many] = [await register(small), await register(shop)];
  const urns = new Set(many.map(({ urn }) => urn));
  expect(few.map(({ urn }) => urn).filter((urn) => !urns.has(urn))).toEqual([]);
  const distribution = inputsOf<{ origins: Origin[]; defaultCacheBehavior: Behavior; webAclId?: string }>(
    named(few, "cdn"),
  );
  expect(distribution.origins.map(({ originId }) => originId)).toEqual(["regions", "static-1"]);
  expect(distribution.defaultCacheBehavior.functionAssociations).toBeUndefined();
  expect(distribution.webAclId).toBeUndefined();
  for (const type of ["aws:wafv2/webAcl:WebAcl", "aws:cloudfront/function:Function", "aws:iam/role:Role"])
    expect(ofType(few, type)).toEqual([]);
});

test("a transform reaches the distribution", async () => {
  const args = { ...small, transform: { cloudfront: { distribution: { comment: "mine" } } } };
  expect((await at(args, "cdn")).inputs.comment).toBe("mine");
});
