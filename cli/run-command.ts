import { join, relative } from "node:path";
import type { Options } from "yargs";
import { PLACEHOLDER_ACCOUNT, type Plan } from "../blueprints/plan/plan";
import { ScalekitError } from "../blueprints/problems/problem";
import type { RunSettings } from "../stacks/engine/run/settings";
import { lockFile } from "../stacks/lock";
import type { Io } from "./command";
import type { Guard } from "./guard/guard";
import { type LoadedPlan, loadPlan, type PlanFlags } from "./load-plan";
import { manifestOptions, outputOptions } from "./options";
import { progressOf } from "./reporters/run/progress";
import type { Style } from "./reporters/run/style";

/** Flags of every command that runs the engine. */
export const runOptions = {
  ...manifestOptions,
  ...outputOptions,
  sandbox: {
    type: "boolean",
    default: false,
    describe: "simulated providers and a state of their own: no cloud account",
  },
  only: { type: "string", array: true, describe: "only this stack (repeatable), by name or key such as eu-west-1" },
  concurrency: { type: "number", describe: "stacks at once (default: 4, or processors + 1 where that is less)" },
  backend: {
    type: "string",
    describe: "Pulumi backend URL of the state (or SCALEKIT_BACKEND; default: .scalekit/state)",
  },
  "secrets-provider": { type: "string", describe: "what encrypts secrets in the state (or SCALEKIT_SECRETS_PROVIDER)" },
  endpoint: { type: "string", describe: "URL of an AWS emulator, for every service" },
} as const satisfies Record<string, Options>;

export interface RunFlags extends PlanFlags {
  readonly sandbox: boolean;
  readonly only?: readonly string[];
  readonly concurrency?: number;
  readonly backend?: string;
  readonly secretsProvider?: string;
  readonly endpoint?: string;
  readonly format: "text" | "json";
  readonly quiet?: boolean;
}

export interface Run {
  readonly flags: RunFlags;
  readonly loaded: LoadedPlan;
  readonly settings: RunSettings;
  readonly style: Style;
  /** The policies, where the command asked for them. */
  readonly guard: Guard | undefined;
  /** Ends live progress before something is printed or asked. */
  readonly quieten: () => void;
}

/**
 * From the flags to an open session: plan, engine, state, providers; closes everything at the end.
 * @returns what `work` returns, or 2 where the manifest has problems
 */
export async function withRun(
  flags: RunFlags,
  io: Io,
  work: (run: Run) => Promise<number>,
  { policies = false }: { readonly policies?: boolean } = {},
): Promise<number> {
  const loaded = await loadPlan(flags, io);
  if (!loaded) return 2;
  checkAccount(loaded.plan, flags);
  const style: Style = { width: io.stdout.columns ?? 100, color: io.color, environment: loaded.plan.environment };
  const progress = progressOf(io, style, flags.quiet === true);
  const guard = policies ? await guardOf(loaded, flags, io) : undefined;
  let session: Awaited<ReturnType<typeof openFor>> | undefined;
  try {
    session = await openFor(loaded, flags, io, guard);
    const [{ programFor }, { defaultConcurrency }] = await Promise.all([
      import("../stacks/programs/index.js"),
      import("../stacks/engine/run/settings.js"),
    ]);
    const settings: RunSettings = {
      plan: loaded.plan,
      programFor,
      session,
      lockFile: lockFile(loaded.folder, flags.sandbox),
      only: flags.only ?? [],
      concurrency: Math.max(1, flags.concurrency ?? defaultConcurrency()),
      endpoint: flags.endpoint,
      observe: progress.observe,
      signal: io.signal,
    };
    return await work({ flags, loaded, settings, style, guard, quieten: () => progress.close() });
  } finally {
    progress.close();
    session?.close();
    guard?.close();
  }
}

async function guardOf(loaded: LoadedPlan, flags: RunFlags, io: Io): Promise<Guard> {
  const { openGuard } = await import("./guard/guard.js");
  return openGuard(loaded, relative(io.cwd, loaded.manifestPath) || flags.manifest, flags.sandbox);
}

async function openFor({ folder, plan }: LoadedPlan, flags: RunFlags, io: Io, guard: Guard | undefined) {
  const [{ statePlace }, { ensureEngine }, { openSession }] = await Promise.all([
    import("../stacks/engine/state/where.js"),
    import("../stacks/engine/binary/install.js"),
    import("../stacks/engine/session.js"),
  ]);
  const { sandbox, backend, secretsProvider } = flags;
  const place = statePlace({ folder, sandbox, env: io.env, backend, secretsProvider });
  const engine = await ensureEngine({ env: io.env, say: (line) => io.stderr.write(`${line}\n`), signal: io.signal });
  return openSession({
    engine,
    place,
    project: plan.project,
    environment: plan.environment,
    sandbox,
    env: io.env,
    policyPack: guard?.pack,
    shims: sandbox ? await sandboxShims(folder, io, flags.quiet === true) : undefined,
  });
}

async function sandboxShims(folder: string, io: Io, quiet: boolean) {
  const { installShims } = await import("../stacks/sandbox/index.js");
  if (!quiet) io.stderr.write("Sandbox: simulated AWS, Cloudflare and Kubernetes; no real cloud is touched.\n");
  const base = join(folder, ".scalekit", "sandbox");
  return installShims(join(base, "plugins"), { cloudDir: join(base, "cloud") });
}

/** Names and ARNs are computed from the account: without one a real run would make what nothing finds. */
function checkAccount(plan: Plan, { sandbox }: RunFlags): void {
  if (sandbox || plan.account !== PLACEHOLDER_ACCOUNT) return;
  throw new ScalekitError({
    code: "SK3010",
    message: `the AWS account of environment ${plan.environment} is not known`,
    fix: `run \`scalekit doctor --env ${plan.environment} --refresh\`, write \`account:\` into the manifest, or try it with --sandbox`,
  });
}

/** The command that goes on where this one stopped. */
export function nextCommand(command: string, flags: RunFlags, more: readonly string[] = []): string {
  return [
    `scalekit ${command}`,
    ...(flags.manifest === "scalekit.yaml" ? [] : [`-f ${flags.manifest}`]),
    ...(flags.env === undefined ? [] : [`--env ${flags.env}`]),
    ...(flags.sandbox ? ["--sandbox"] : []),
    ...(flags.only ?? []).map((stack) => `--only ${stack}`),
    ...(flags.backend === undefined ? [] : [`--backend ${flags.backend}`]),
    ...(flags.secretsProvider === undefined ? [] : [`--secrets-provider ${flags.secretsProvider}`]),
    ...(flags.endpoint === undefined ? [] : [`--endpoint ${flags.endpoint}`]),
    ...more,
  ].join(" ");
}

/** Prints a JSON document or text, whichever was asked for. */
export function print(io: Io, flags: Pick<RunFlags, "format">, text: () => string, json: () => unknown): void {
  io.stdout.write(flags.format === "json" ? `${JSON.stringify(json(), null, 2)}\n` : text());
}
