import type { Outcome, Problem } from "../problems/problem";
import { TIERS, type Tier } from "../tiers/tier";
import { decode } from "./decode";
import { chooseEnvironment } from "./environment";
import type { Resolved } from "./manifest";
import { checkMeaning } from "./meaning";
import { merge } from "./merge";
import { parse } from "./parse";
import { ofSoundEntries, pruned } from "./prune";
import { resolve } from "./resolve";
import type { TierChoice } from "./source";
import type { WrittenTree } from "./tree";
import { validate } from "./validate";

export interface LoadOptions {
  /** Name of the environment; without it the only one, or production. */
  readonly environment?: string;
  /** Tier instead of the manifest's. */
  readonly tier?: Tier;
}

/**
 * The manifest of one environment, in three steps: parse, schema, meaning. All problems are reported at once, each with
 * its place. Pure, and never throws for bad input.
 * @param text the file's bytes or text: YAML 1.2 or JSON
 * @param fileName name that places show
 */
export function loadManifest(
  text: Uint8Array | string,
  fileName: string,
  options: LoadOptions = {},
): Outcome<Resolved> {
  const decoded = decode(text, fileName);
  if (typeof decoded !== "string") return refuse([decoded]);
  const parsed = parse(decoded, fileName);
  if (!("tree" in parsed)) return refuse(parsed);
  return understand(parsed, options);
}

function understand(written: WrittenTree, options: LoadOptions): Outcome<Resolved> {
  const whole = validate(written.tree, written.places);
  const chosen = chooseEnvironment(written, options.environment);
  if ("code" in chosen) return refuse([...whole, chosen]);
  const merged = merge(written, chosen.overlay);
  const schema = distinct([...whole, ...(chosen.overlay === "" ? [] : validate(merged.tree, merged.places))]);
  // What the schema refused is taken out, so that the rest can still be judged and everything is reported at once.
  const sound = schema.length === 0 ? merged : pruned(merged, schema);
  if (!sound || validate(sound.tree, sound.places).length > 0) return refuse(schema);
  const { resolved, tree } = resolve(sound, { environment: chosen.name, ...tierOf(sound, options.tier) });
  const meaning = checkMeaning({ manifest: resolved.manifest, tree, places: merged.places });
  const problems = [...schema, ...ofSoundEntries(meaning.problems, schema)];
  return problems.length > 0 ? refuse(problems) : { ok: true, value: resolved, warnings: meaning.warnings };
}

function tierOf(
  written: WrittenTree,
  asked: Tier | undefined,
): { readonly tier: Tier; readonly tierSource?: TierChoice } {
  const inFile = TIERS.find((tier) => tier === written.tree.tier);
  if (asked !== undefined && asked !== inFile)
    return { tier: asked, tierSource: { tier: asked, default: "tier", reason: "Chosen by --tier." } };
  if (inFile !== undefined) return { tier: inFile };
  return {
    tier: "starter",
    tierSource: { tier: "starter", default: "tier", reason: "The smallest, until another is written." },
  };
}

/** An overlay's problem shows in the whole file and again in the merged tree. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code} ${problem.at?.line}:${problem.at?.column} ${problem.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const refuse = (problems: readonly Problem[]): Outcome<Resolved> => ({ ok: false, problems });
