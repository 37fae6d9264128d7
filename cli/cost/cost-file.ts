import { dirname, relative, resolve } from "node:path";
import { readManifestFile } from "../../blueprints/manifest/read";
import type { Tier } from "../../blueprints/tiers/tier";
import { environmentLock } from "../../stacks/lock";
import { loadState, looksAtState } from "../audit/state";
import type { Io } from "../command";
import { manifestOptions } from "../options";
import { pricesIn } from "../prices/price-file";
import { type CostOutcome, cost } from "./cost";
import { costState } from "./cost-state";

/** The flags that say what is priced. */
export interface CostFlags {
  /** Default: scalekit.yaml; beside a state none. */
  readonly manifest?: string;
  readonly state?: readonly string[];
  readonly stack?: readonly string[];
  readonly region?: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly since?: string;
  /** Take the expected instances from a simulated day. */
  readonly simulate?: boolean;
  /** What one instance of a store carries, for its readers. */
  readonly measured?: readonly string[];
  /** Also search for savings. */
  readonly savings?: boolean;
  /** A price file instead of the one beside the manifest. */
  readonly prices?: string;
}

/**
 * Prices the manifest that flags name, with the lock file beside it; or states that exist.
 * @param progress told how many savings were tried, after each
 */
export async function costFile(
  flags: CostFlags,
  io: Pick<Io, "cwd" | "env" | "signal" | "stdin">,
  progress?: (tried: number) => void,
): Promise<CostOutcome> {
  const { manifest = manifestOptions.manifest.default, env, tier, since } = flags;
  const path = resolve(io.cwd, manifest);
  const prices = pricesIn(dirname(path), flags.prices === undefined ? undefined : resolve(io.cwd, flags.prices));
  if (looksAtState(flags)) {
    const loaded = await loadState(flags, io);
    if ("problems" in loaded) return { ok: false, problems: loaded.problems };
    return { ok: true, result: costState(loaded, prices) };
  }
  const shown = relative(io.cwd, path) || manifest;
  const read = await readManifestFile(path, shown);
  if (!read.ok) return { ok: false, problems: read.problems };
  const lock = (environment: string) => environmentLock(dirname(path), environment, false);
  const outcome = await cost({
    manifest: { path, shown, text: read.value },
    lock,
    prices,
    ...(env !== undefined && { environment: env }),
    ...(tier !== undefined && { tier }),
    ...(since !== undefined && { since }),
    ...(flags.simulate === true && { simulate: true }),
    ...(flags.measured && { measured: flags.measured }),
  });
  if (!outcome.ok || flags.savings !== true) return outcome;
  const [{ findSavings }, { ownOf }] = await Promise.all([import("./savings.js"), import("../prove/own-file.js")]);
  const own = await ownOf(undefined, manifest, io.cwd);
  if (own && !own.ok) return { ok: false, problems: own.problems };
  const found = await findSavings({
    text: Buffer.from(read.value).toString("utf8"),
    file: shown,
    lock,
    prices,
    ...(own && { own: own.value }),
    today: new Date().toISOString().slice(0, 10),
    ...(outcome.result.environment !== undefined && { environment: outcome.result.environment }),
    ...(tier !== undefined && { tier }),
    ...(progress && { progress }),
  });
  return { ok: true, result: { ...outcome.result, savings: found } };
}
