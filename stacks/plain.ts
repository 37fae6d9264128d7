import { dirname, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadManifest } from "../blueprints/manifest/load";
import { readManifestFile } from "../blueprints/manifest/read";
import { makePlan } from "../blueprints/plan/make";
import type { EnvironmentLock, Plan, PlannedStack } from "../blueprints/plan/plan";
import { formatProblems } from "../blueprints/problems/format";
import type { Outcome } from "../blueprints/problems/problem";
import { TIERS, type Tier } from "../blueprints/tiers/tier";
import type { RunContext } from "./context";
import { environmentLock } from "./lock";
import { programFor } from "./programs";

/** Stacks of the sandbox are named apart from real ones. */
const SANDBOX_PREFIX = "sandbox.";

/**
 * The program of plain `pulumi up`: the stack's name says which environment and which stack of its plan it is.
 * Configuration, all optional: `scalekit:manifest` (path from Pulumi.yaml, default scalekit.yaml), `scalekit:tier`, `scalekit:endpoint`,
 * and `scalekit:handed`, an object with what other stacks hand on and the lock file doesn't hold
 * (`pulumi config set --secret --path 'scalekit:handed["dns.originSecret"]' VALUE`).
 */
export async function plainProgram(): Promise<Record<string, unknown>> {
  const config = new pulumi.Config("scalekit");
  const fullName = pulumi.getStack();
  const sandbox = fullName.startsWith(SANDBOX_PREFIX);
  // The engine runs a program in the folder of its file; paths of a project are meant from its Pulumi.yaml.
  const path = resolve(pulumi.getRootDirectory(), config.get("manifest") ?? "scalekit.yaml");
  const bytes = orStop(await readManifestFile(path, path));
  const stackName = sandbox ? fullName.slice(SANDBOX_PREFIX.length) : fullName;
  const { plan, stack, lock } = find(stackName, (environment) => {
    const resolved = loadManifest(bytes, path, { environment, ...tierOf(config) });
    if (!resolved.ok) return resolved;
    const known = environmentLock(dirname(path), environment, sandbox);
    return { ok: true, warnings: [], value: { plan: makePlan(resolved.value, known), lock: known } };
  });
  checkProject(plan.project);
  const endpoint = config.get("endpoint");
  const context: RunContext = {
    handed: { ...lock.handed, ...config.getObject<Record<string, unknown>>("handed") },
    account: plan.account,
    sandbox,
    ...(endpoint !== undefined && { endpoint }),
  };
  return programFor(plan, stack, context)();
}

interface Candidate {
  readonly plan: Plan;
  readonly lock: EnvironmentLock;
}

/** Environments and keys may hold hyphens: the shortest prefix whose environment plans the stack is meant. */
function find(
  name: string,
  load: (environment: string) => Outcome<Candidate>,
): Candidate & { readonly stack: PlannedStack } {
  const words = name.split("-");
  let last: Outcome<Candidate> | undefined;
  for (let count = 1; count < words.length; count += 1) {
    const outcome = load(words.slice(0, count).join("-"));
    const stack = outcome.ok ? outcome.value.plan.stacks.find((planned) => planned.name === name) : undefined;
    if (outcome.ok && stack) return { ...outcome.value, stack };
    last = last?.ok ? last : outcome;
  }
  if (last?.ok) throw new pulumi.RunError(notPlanned(name, last.value.plan.stacks));
  if (last) orStop(last);
  throw new pulumi.RunError(`a stack is named ENVIRONMENT-KEY, such as production-dns; this one is "${name}"`);
}

function tierOf(config: pulumi.Config): { readonly tier?: Tier } {
  const tier = config.get<Tier>("tier", { allowedValues: [...TIERS] });
  return tier === undefined ? {} : { tier };
}

/** One project name for all ways to run: another one would make everything anew. */
function checkProject(name: string): void {
  if (pulumi.getProject() === name) return;
  throw new pulumi.RunError(
    `Pulumi.yaml says project "${pulumi.getProject()}", the manifest "${name}": make Pulumi.yaml's name "${name}"`,
  );
}

function notPlanned(name: string, stacks: readonly PlannedStack[]): string {
  return `the manifest plans no stack "${name}"; its stacks are ${stacks.map((stack) => stack.name).join(", ")}`;
}

function orStop<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new pulumi.RunError(formatProblems(outcome.problems, { color: false }));
}
