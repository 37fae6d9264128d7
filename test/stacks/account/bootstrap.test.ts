import {
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
} from "@aws-sdk/client-iam";
import { GetKeyRotationStatusCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { bootstrap, bootstrapPlan, type Step, settings } from "../../../stacks/account/bootstrap";
import { callerAccount } from "../../../stacks/account/caller";
import { accountClients } from "../../../stacks/account/clients";
import { withMoto } from "./moto";

const ACCOUNT = "123456789012";
const policy = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Global", Effect: "Allow", Action: ["sts:GetCallerIdentity"], Resource: ["*"] }],
} as const;

withMoto("bootstrap in an account", (endpoint) => {
  const plan = bootstrapPlan({
    project: "shop",
    account: ACCOUNT,
    region: "eu-west-1",
    ci: { repository: "acme/shop", environment: "production", policy },
  });
  const run = async (): Promise<Step[]> => {
    const steps: Step[] = [];
    await bootstrap(plan, accountClients({ region: "eu-west-1", endpoint: endpoint() }), (step) => steps.push(step));
    return steps;
  };

  it("makes key, bucket, provider, policy and role, and a second run makes nothing", async () => {
    const first = await run();
    expect(first.map(({ what, outcome }) => [what, outcome])).toEqual([
      ["key", "made"],
      ["state bucket", "made"],
      ["OpenID Connect provider", "made"],
      ["policy for CI", "made"],
      ["role for CI", "made"],
    ]);
    const second = await run();
    expect(second.map(({ outcome }) => outcome)).toEqual(Array(5).fill("was there"));
  });

  it("leaves a bucket that is versioned, encrypted with the key, private and over TLS only", async () => {
    const s3 = new S3Client({ region: "eu-west-1", endpoint: endpoint(), forcePathStyle: true });
    const Bucket = plan.bucket;
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Enabled");
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(
      encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
    ).toBe("aws:kms");
    const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(access.PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    const bucketPolicy = (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? "";
    expect(bucketPolicy).toContain("aws:SecureTransport");
  });

  it("leaves a key that rotates", async () => {
    const kms = new KMSClient({ region: "eu-west-1", endpoint: endpoint() });
    const { KeyMetadata } = await kms.send(
      new (await import("@aws-sdk/client-kms")).DescribeKeyCommand({ KeyId: plan.keyAlias }),
    );
    expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId: KeyMetadata?.KeyId }))).KeyRotationEnabled).toBe(
      true,
    );
  });

  it("trusts one environment of one repository, and keeps within five versions of the policy", async () => {
    const iam = new IAMClient({ region: "us-east-1", endpoint: endpoint() });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "shop-scalekit-ci" }));
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")) as {
      Statement: { Condition: unknown }[];
    };
    expect(trust.Statement[0]?.Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production",
      },
    });
    for (let times = 0; times < 5; times += 1) await run();
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: "shop-scalekit-ci" }));
    const PolicyArn = attached.AttachedPolicies?.[0]?.PolicyArn;
    expect((await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))).Versions?.length).toBeLessThanOrEqual(5);
  });

  it("says which settings use them", () => {
    expect(settings(plan)).toEqual({
      SCALEKIT_BACKEND: `s3://shop-scalekit-state-${ACCOUNT}-eu-west-1?region=eu-west-1&awssdk=v2`,
      SCALEKIT_SECRETS_PROVIDER: "awskms://alias/shop-scalekit-state?region=eu-west-1",
    });
  });

  it("refuses credentials of another account than the manifest's", async () => {
    const clients = accountClients({ region: "eu-west-1", endpoint: endpoint() });
    expect(await callerAccount(clients, ACCOUNT)).toBe(ACCOUNT);
    await expect(callerAccount(clients, "999999999999")).rejects.toMatchObject({ problem: { code: "SK5002" } });
  });
});
