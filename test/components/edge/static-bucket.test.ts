import { StaticBucket, type StaticBucketArgs } from "../../../components/edge/static-bucket";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";

const register = (args: Partial<StaticBucketArgs> = {}) =>
  registerIn(() => new StaticBucket("static", { bucketName: "shop-static", ...args }));

test("is private, encrypted, versioned and protected", async () => {
  const resources = await register();
  const made = resources.filter(({ custom }) => custom).map(({ name, inputs }) => [name, inputs] as const);
  expect(new Map(made)).toEqual(
    new Map<string, unknown>([
      ["static", { bucket: "shop-static", forceDestroy: false }],
      ["static-ownership", { bucket: "shop-static", rule: { objectOwnership: "BucketOwnerEnforced" } }],
      [
        "static-public-access",
        {
          bucket: "shop-static",
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
      ],
      [
        "static-encryption",
        {
          bucket: "shop-static",
          rules: [
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
          ],
        },
      ],
      [
        "static-lifecycle",
        {
          bucket: "shop-static",
          rules: [
            {
              id: "noncurrent",
              status: "Enabled",
              filter: {},
              noncurrentVersionExpiration: { noncurrentDays: 30 },
              expiration: { expiredObjectDeleteMarker: true },
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            },
          ],
        },
      ],
      ["static-versioning", { bucket: "shop-static", versioningConfiguration: { status: "Enabled" } }],
    ]),
  );
  expect(named(resources, "static").protect).toBe(true);
});

test("leaves its one policy to the CDN unless told otherwise", async () => {
  expect(ofType(await register(), "aws:s3/bucketPolicy:BucketPolicy")).toEqual([]);
  const policy = named(await register({ ownPolicy: true }), "static-policy");
  expect(JSON.parse(String(policy.inputs.policy)).Statement).toMatchObject([
    { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ]);
});

test("stands wholly in the region that it is told", async () => {
  const resources = (await register({ region: "eu-central-1", ownPolicy: true })).filter(({ custom }) => custom);
  expect(new Set(resources.map(({ inputs }) => inputs.region))).toEqual(new Set(["eu-central-1"]));
});

test("moves old files to infrequent access only where that is asked for", async () => {
  const ruleOf = async (args: Partial<StaticBucketArgs>) => {
    const { rules } = named(await register(args), "static-lifecycle").inputs;
    return Array.isArray(rules) ? (rules[0] as Record<string, unknown>) : {};
  };
  expect(await ruleOf({})).not.toHaveProperty("transitions");
  expect(await ruleOf({ infrequentDays: 45 })).toMatchObject({
    transitions: [{ days: 45, storageClass: "STANDARD_IA" }],
    noncurrentVersionExpiration: { noncurrentDays: 30 },
  });
});
