import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyVersionCommand,
  EntityAlreadyExistsException,
  type IAMClient,
  ListPolicyVersionsCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { BootstrapPlan, CiTrust, Step } from "../bootstrap";
import type { Policy, PolicyStatement } from "../permissions";

const ISSUER = "token.actions.githubusercontent.com";
/** A managed policy keeps five versions (IAM quotas); the oldest that is not in force makes room. */
const POLICY_VERSIONS = 5;

/**
 * The role that CI takes by OpenID Connect, with no stored key: only jobs of the one repository and GitHub environment.
 * Source: https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export async function ensureRole(
  iam: IAMClient,
  plan: BootstrapPlan,
  ci: NonNullable<BootstrapPlan["ci"]>,
  keyArn: string,
): Promise<Step[]> {
  const providerArn = `arn:aws:iam::${plan.account}:oidc-provider/${ISSUER}`;
  const policyArn = `arn:aws:iam::${plan.account}:policy/${ci.roleName}`;
  const policy = JSON.stringify(withState(ci.policy, plan, keyArn));
  const trust = JSON.stringify(trustPolicy(providerArn, ci));
  const provider = await made(() =>
    iam.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${ISSUER}`, ClientIDList: ["sts.amazonaws.com"] })),
  );
  const policyMade = await made(() =>
    iam.send(new CreatePolicyCommand({ PolicyName: ci.roleName, PolicyDocument: policy })),
  );
  if (!policyMade) await newVersion(iam, policyArn, policy);
  const role = await made(() =>
    iam.send(
      new CreateRoleCommand({ RoleName: ci.roleName, AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 }),
    ),
  );
  if (!role) await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ci.roleName, PolicyDocument: trust }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: ci.roleName, PolicyArn: policyArn }));
  const outcome = (isNew: boolean) => (isNew ? "made" : "was there");
  return [
    { what: "OpenID Connect provider", name: ISSUER, outcome: outcome(provider) },
    { what: "policy for CI", name: policyArn, outcome: outcome(policyMade) },
    { what: "role for CI", name: `arn:aws:iam::${plan.account}:role/${ci.roleName}`, outcome: outcome(role) },
  ];
}

/** `sub` names the GitHub environment exactly: a branch or a pull request has another subject and is refused. */
export function trustPolicy(providerArn: string, { repository, environment }: CiTrust) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
            [`${ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
          },
        },
      },
    ],
  };
}

/** What the plan needs, plus the state bucket and its key. */
function withState(policy: Policy, plan: BootstrapPlan, keyArn: string): Policy {
  const state: PolicyStatement[] = [
    {
      Sid: "StateList",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [`arn:aws:s3:::${plan.bucket}`],
    },
    {
      Sid: "StateObjects",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: [`arn:aws:s3:::${plan.bucket}/*`],
    },
    {
      Sid: "StateKey",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
      Resource: [keyArn],
    },
  ];
  return { ...policy, Statement: [...policy.Statement, ...state] };
}

async function newVersion(iam: IAMClient, PolicyArn: string, PolicyDocument: string): Promise<void> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion).at(-1);
  if (Versions.length >= POLICY_VERSIONS && oldest)
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest.VersionId }));
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
}

async function made(create: () => Promise<unknown>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof EntityAlreadyExistsException) return false;
    throw error;
  }
}
