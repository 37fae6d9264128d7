import { ensureBucket } from "./bootstrap/bucket";
import { ensureKey } from "./bootstrap/key";
import { ensureRole } from "./bootstrap/role";
import type { AccountClients } from "./clients";
import type { Policy } from "./permissions";

/** What `bootstrap` makes in an account, by name. All names are computed, so that it can be run again. */
export interface BootstrapPlan {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly keyAlias: string;
  /** Undefined: no role for CI. */
  readonly ci?: CiTrust & { readonly roleName: string; readonly policy: Policy };
}

/** Which workflow runs may take the role. */
export interface CiTrust {
  /** OWNER/NAME on GitHub. */
  readonly repository: string;
  /** Only jobs of this GitHub environment: what a reviewer approves; pull requests from forks never have it. */
  readonly environment: string;
}

/** One thing that bootstrap looked after. */
export interface Step {
  readonly what: string;
  readonly name: string;
  readonly outcome: "made" | "was there";
}

/** Names and texts of what will be made; nothing is asked of the cloud. */
export function bootstrapPlan(options: {
  readonly project: string;
  readonly account: string;
  readonly region: string;
  readonly ci?: CiTrust & { readonly policy: Policy };
}): BootstrapPlan {
  const { project, account, region, ci } = options;
  return {
    account,
    region,
    bucket: `${project}-scalekit-state-${account}-${region}`.slice(0, 63),
    keyAlias: `alias/${project}-scalekit-state`,
    ...(ci && { ci: { ...ci, roleName: `${project}-scalekit-ci`.slice(0, 64) } }),
  };
}

/** Makes what is missing, in an order in which an interrupted run can be run again. */
export async function bootstrap(
  plan: BootstrapPlan,
  clients: AccountClients,
  onStep: (step: Step) => void,
): Promise<void> {
  const key = await ensureKey(clients.kms, plan);
  onStep(key.step);
  onStep(await ensureBucket(clients.s3, plan, key.arn));
  if (plan.ci) for (const step of await ensureRole(clients.iam, plan, plan.ci, key.arn)) onStep(step);
}

/** The settings that make runs use what was made. */
export function settings(plan: BootstrapPlan): Readonly<Record<string, string>> {
  return {
    SCALEKIT_BACKEND: `s3://${plan.bucket}?region=${plan.region}&awssdk=v2`,
    SCALEKIT_SECRETS_PROVIDER: `awskms://${plan.keyAlias}?region=${plan.region}`,
  };
}
