import type { AccountContext, CheckResult } from "./check";
import { runCheck } from "./check";
import { cloudflare } from "./checks/cloudflare";
import { identity } from "./checks/identity";
import { quotas } from "./checks/quotas";
import { regions } from "./checks/regions";
import { rights } from "./checks/rights";
import { zone } from "./checks/zone";

const CHECKS = [
  { id: "account", title: "AWS account", check: identity },
  { id: "regions", title: "regions", check: regions },
  { id: "rights", title: "rights", check: rights },
  { id: "quotas", title: "quotas", check: quotas },
  { id: "zone", title: "DNS zone", check: zone },
  { id: "cloudflare", title: "Cloudflare token", check: cloudflare },
] as const;

/** Looks at the account before a real run. All checks run, whatever the others found; results keep their order. */
export async function examine(context: AccountContext): Promise<readonly CheckResult[]> {
  const results = await Promise.all(CHECKS.map(({ id, title, check }) => runCheck(id, title, check, context)));
  return results.flat();
}
