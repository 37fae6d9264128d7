import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { ScalekitError } from "../../blueprints/problems/problem";
import { reason } from "./check";
import type { AccountClients } from "./clients";

/**
 * The account of the credentials in use.
 * @param meant account that the manifest names; another one is refused before anything is made in it
 * @throws ScalekitError SK5001 without working credentials, SK5002 for another account
 */
export async function callerAccount(clients: AccountClients, meant: string | undefined): Promise<string> {
  let account: string | undefined;
  try {
    ({ Account: account } = await clients.sts.send(new GetCallerIdentityCommand({})));
  } catch (error) {
    throw new ScalekitError(
      {
        code: "SK5001",
        message: `AWS does not say who we are: ${reason(error)}`,
        fix: "set credentials (aws sso login, AWS_PROFILE, or AWS_ACCESS_KEY_ID)",
      },
      2,
      { cause: error },
    );
  }
  if (account === undefined || (meant !== undefined && meant !== account)) {
    throw new ScalekitError({
      code: "SK5002",
      message: `the manifest means account ${meant}, these credentials belong to ${account ?? "none"}`,
      fix: "use credentials of the manifest's account, or correct `account` in the manifest",
    });
  }
  return account;
}
