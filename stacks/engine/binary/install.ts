import { ScalekitError } from "../../../blueprints/problems/problem";
import { build } from "./build";
import { download } from "./download";
import { cachedEngine, type Engine, findEngine, versionOf } from "./find";
import { oneAtATime } from "./one-at-a-time";
import { SDK_VERSION } from "./version";

export interface InstallContext {
  readonly env: NodeJS.ProcessEnv;
  /** Progress, a line at a time. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A way to get the engine: puts the executable at `target` or throws with the reason why it can't. */
export type Installer = (target: string, context: InstallContext) => Promise<void>;

const WAYS: readonly { readonly from: Engine["from"]; readonly name: string; readonly install: Installer }[] = [
  { from: "download", name: "the official download", install: download },
  { from: "build", name: "a build from source", install: build },
];

/**
 * The engine to use: found on this machine, else fetched, else built.
 * @throws ScalekitError SK3001 naming every way that was tried and why it failed
 */
export async function ensureEngine(context: InstallContext, ways = WAYS): Promise<Engine> {
  const found = await findEngine(context.env);
  if (found.engine) return found.engine;
  const target = cachedEngine(context.env);
  return oneAtATime(
    `${target}.lock`,
    (pid) => context.say(`Another process (${pid}) is installing the engine; waiting for it`),
    context.signal,
    async () => {
      // Whoever held the lock before may have installed it meanwhile.
      const again = (await findEngine(context.env)).engine;
      return again ?? install(target, context, ways, found.notes);
    },
  );
}

async function install(
  target: string,
  context: InstallContext,
  ways: typeof WAYS,
  notes: readonly string[],
): Promise<Engine> {
  const tried = [...notes];
  for (const way of ways) {
    try {
      await way.install(target, context);
      const version = await versionOf(target, context.env);
      if (version === SDK_VERSION) return { path: target, version, from: way.from };
      tried.push(`${way.name}: the result says version ${version ?? "nothing"}`);
    } catch (error) {
      if (error instanceof ScalekitError || context.signal.aborted) throw error;
      tried.push(`${way.name}: ${reason(error)}`);
    }
  }
  throw new ScalekitError({
    code: "SK3001",
    message: `no Pulumi engine ${SDK_VERSION} could be found or made:\n  ${tried.join("\n  ")}`,
    fix: "put `pulumi` on PATH, set SCALEKIT_PULUMI, allow https://get.pulumi.com, or install Go",
  });
}

/** `fetch` hides why a connection failed in `cause`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
