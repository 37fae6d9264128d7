import type { ResourceGraph } from "../../blueprints/graph/graph";
import type { Manifest } from "../../blueprints/manifest/manifest";
import type { Plan } from "../../blueprints/plan/plan";
import type { AccountClients } from "./clients";

/** What one look at the account found. `unknown` is an answer: the check could not see, and says why. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: "ok" | "warning" | "missing" | "unknown";
  readonly detail: string;
  /** What to do, where the status is not ok. */
  readonly fix?: string;
}

/** What the checks of an environment may look at. */
export interface AccountContext {
  readonly manifest: Manifest;
  readonly plan: Plan;
  readonly graph: ResourceGraph;
  clients(region: string): AccountClients;
  /** Name servers that the world sees for a domain; rejects where the name does not resolve. */
  resolveNs(name: string): Promise<string[]>;
  readonly env: NodeJS.ProcessEnv;
  /** For Cloudflare's API. */
  readonly fetch: typeof fetch;
}

export type AccountCheck = (context: AccountContext) => Promise<readonly CheckResult[]>;

/** Runs one check; a failure of the look-up itself is an unknown, never a silent pass. */
export async function runCheck(
  id: string,
  title: string,
  check: AccountCheck,
  context: AccountContext,
): Promise<readonly CheckResult[]> {
  try {
    return await check(context);
  } catch (error) {
    return [
      {
        id,
        title,
        status: "unknown",
        detail: `could not look: ${reason(error)}`,
        fix: "check credentials, rights and network, then run doctor again",
      },
    ];
  }
}

/** One line that says what an AWS call answered, without request ids or stack. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message || error.name;
  return `${error.name === "Error" || error.name === text ? "" : `${error.name}: `}${text.split("\n")[0] ?? ""}`;
}
