import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { AccountCheck } from "../check";

/** Who we are, and whether it is the account that the manifest means. */
export const identity: AccountCheck = async ({ clients, manifest }) => {
  const answer = await clients(manifest.regions.primary).sts.send(new GetCallerIdentityCommand({}));
  const title = "AWS account";
  const who = `${answer.Account} as ${answer.Arn}`;
  if (manifest.account !== undefined && manifest.account !== answer.Account) {
    return [
      {
        id: "account",
        title,
        status: "missing",
        detail: `the manifest means account ${manifest.account}, these credentials belong to ${who}`,
        fix: "use credentials of the manifest's account (AWS_PROFILE), or correct `account` in the manifest",
      },
    ];
  }
  return [{ id: "account", title, status: "ok", detail: who }];
};
