import { SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { AccountCheck } from "../check";
import { leastPolicy } from "../permissions";

/** The API takes at most this many actions at once to stay within its answer's page size. */
const BATCH = 100;

/** Asks IAM whether these credentials may do all that the plan needs (`iam:SimulatePrincipalPolicy`; nothing is done). */
export const rights: AccountCheck = async ({ clients, manifest, graph, plan }) => {
  const { sts, iam } = clients(manifest.regions.primary);
  const { Arn: caller = "" } = await sts.send(new GetCallerIdentityCommand({}));
  const { policy } = leastPolicy(graph, { account: plan.account, regions: plan.stacks.map(({ region }) => region) });
  const actions = policy.Statement.flatMap(({ Action }) => Action).filter((action) => !action.includes("*"));
  const denied: string[] = [];
  for (let start = 0; start < actions.length; start += BATCH) {
    const answer = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principal(caller),
        ActionNames: actions.slice(start, start + BATCH),
      }),
    );
    for (const result of answer.EvaluationResults ?? []) {
      if (result.EvalDecision !== "allowed" && result.EvalActionName) denied.push(result.EvalActionName);
    }
  }
  if (denied.length === 0)
    return [
      {
        id: "rights",
        title: "rights",
        status: "ok",
        detail: `all ${actions.length} actions that the plan needs are allowed`,
      },
    ];
  return [
    {
      id: "rights",
      title: "rights",
      status: "missing",
      detail: `${denied.length} of ${actions.length} actions are not allowed: ${denied.slice(0, 8).join(", ")}${denied.length > 8 ? ", …" : ""}`,
      fix: "attach the policy that `scalekit doctor --env ENV --permissions` prints",
    },
  ];
};

/** Policies hang on the role, not on the session that assumed it. */
export function principal(arn: string): string {
  const assumed = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn);
  return assumed ? `arn:${assumed[1]}:iam::${assumed[2]}:role/${assumed[3]}` : arn;
}
