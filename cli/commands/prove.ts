import { dirname, resolve } from "node:path";
import { durationSeconds } from "../../blueprints/manifest/units";
import { type Problem, ScalekitError } from "../../blueprints/problems/problem";
import { SCENARIO_IDS } from "../../blueprints/recovery/scenario-ids";
import { looksAtState, stateOptions } from "../audit/state";
import type { Command, Io } from "../command";
import { plansTried } from "../goes-on";
import { type LoadedPlan, loadPlan, type PlanFlags } from "../load-plan";
import { manifestBesideState, manifestOptions } from "../options";
import { demandKnown } from "../prove/known";
import type { ProveOptions, YearsInput } from "../prove/prove-plan";
import type { ProveResult } from "../prove/result";
import type { ProveFormat } from "../reporters/prove";

interface Flags extends Omit<PlanFlags, "manifest"> {
  readonly manifest?: string;
  readonly state?: readonly string[];
  readonly stack?: readonly string[];
  readonly region?: string;
  readonly scenario?: readonly string[];
  readonly scenarios?: string;
  readonly with?: readonly string[];
  readonly accept?: readonly string[];
  readonly decide?: string;
  readonly rates?: string;
  readonly incidents?: string;
  readonly observed?: string;
  readonly runs: number;
  readonly seed: number;
  readonly strict: boolean;
  readonly changes?: boolean;
  readonly format: ProveFormat;
  readonly details: boolean;
  readonly quiet?: boolean;
}

/** Kept here too: the list itself loads all reporters, and `--help` is quick. A test holds the two together. */
const FORMATS = ["text", "json", "markdown"] as const;
const IDS: readonly string[] = SCENARIO_IDS;

export const prove: Command = {
  command: "prove",
  describe: "how long recovery takes and what is lost when things fail, offline, against the objectives",
  examples: [
    ["scalekit prove", "every scenario, and how recovery goes where an objective is missed"],
    ["scalekit prove --scenario region --decide 5m", "one scenario, with the time that your drills showed"],
    ["scalekit prove --with zone+writer", "several things at once"],
    ["scalekit prove --scenarios ours.yaml", "scenarios and measurements of your own, besides"],
    ["scalekit prove --rates rates.csv --runs 10000", "the availability of a year, at your rates"],
    ["scalekit prove --incidents last.csv --observed 730d", "the same, from two years of incidents"],
    ["scalekit prove --state terraform.tfstate", "how a system recovers that exists, whatever made it"],
    ["terraform show -json | scalekit prove --state -", "the same, from standard input"],
    ["scalekit prove --changes", "also what in the manifest would meet the objectives, the cheapest first"],
    ["scalekit prove --accept cdn", "a risk that is taken: shown, and no reason to fail"],
  ],
  options: {
    ...manifestOptions,
    manifest: manifestBesideState,
    ...stateOptions,
    scenario: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: `only this (repeatable): ${IDS.join(", ")}, or one of --scenarios`,
    },
    scenarios: {
      type: "string",
      requiresArg: true,
      normalize: true,
      describe:
        "file with scenarios and measurements of your own (default: scalekit.scenarios.yaml beside the manifest, if it is there)",
    },
    with: { type: "string", array: true, requiresArg: true, describe: "several at once: zone+writer (repeatable)" },
    accept: { type: "string", array: true, requiresArg: true, describe: "do not fail for this scenario (repeatable)" },
    decide: {
      type: "string",
      requiresArg: true,
      describe: "how long people take to decide (default: 5 to 30 min, assumed)",
    },
    changes: {
      // Without a default: one would count as said, and conflict.
      type: "boolean",
      conflicts: ["state", "stack"],
      describe: "search the manifest for changes, up to three, that meet the objectives, the cheapest first",
    },
    rates: {
      type: "string",
      requiresArg: true,
      normalize: true,
      conflicts: ["incidents"],
      describe: "CSV with how often a year each scenario happens: the availability of a year follows",
    },
    incidents: {
      type: "string",
      requiresArg: true,
      normalize: true,
      implies: ["observed"],
      describe: "CSV with incidents of the past, instead of rates",
    },
    observed: { type: "string", requiresArg: true, describe: "the time that the incidents are from, such as 730d" },
    runs: { type: "number", default: 1000, describe: "years that are simulated" },
    seed: { type: "number", default: 1, describe: "the same seed simulates the same years" },
    strict: { type: "boolean", default: false, describe: "the worst numbers decide, not the typical ones" },
    format: { type: "string", choices: FORMATS, default: "text", describe: "how to print the result" },
    details: { type: "boolean", default: false, describe: "how recovery goes in every scenario" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const { ownOf } = await import("../prove/own-file.js");
    const own = await ownOf(flags.scenarios, flags.manifest ?? manifestWithout(flags), io.cwd);
    if (own && !own.ok) return complain(own.problems, io);
    const known = [...IDS, ...(own?.value.scenarios ?? []).map(({ id }) => id)];
    const scenarios = [...(flags.scenario ?? []), ...(flags.with ?? [])].map((id) => demandKnown(id, known));
    const accepted = (flags.accept ?? []).map((id) => demandKnown(id, known));
    const decideSeconds = flags.decide === undefined ? undefined : demandTime(flags.decide, "--decide");
    const years = await yearsOf(flags, known, io);
    if (years && "problems" in years) return complain(years.problems, io);
    const options = {
      ...(scenarios.length > 0 && { scenarios }),
      accepted,
      strict: flags.strict,
      ...(decideSeconds !== undefined && { decideSeconds }),
      ...(own && { own: own.value }),
      ...(years && { years }),
    };
    const result = looksAtState(flags) ? await ofState(flags, options, io) : await ofPlan(flags, options, io);
    if (!result) return 2;
    const [{ renderProve }, { decisive, missesHours, missesYears }] = await Promise.all([
      import("../reporters/prove/index.js"),
      import("../prove/result.js"),
    ]);
    const style = { color: io.color, width: io.stdout.columns ?? 80, details: flags.details };
    io.stdout.write(renderProve(flags.format, result, style));
    return decisive(result).length > 0 || missesYears(result) || missesHours(result) ? 1 : 0;
  },
};

/** The manifest that counts where none is named: beside a state there is none. */
const manifestWithout = (flags: Flags): string | undefined =>
  looksAtState(flags) ? undefined : manifestOptions.manifest.default;

async function complain(problems: readonly Problem[], io: Io): Promise<2> {
  const { formatProblems } = await import("../../blueprints/problems/format.js");
  io.stderr.write(`${formatProblems(problems, { color: io.color })}\n`);
  return 2;
}

async function ofPlan(flags: Flags, options: ProveOptions, io: Io): Promise<ProveResult | undefined> {
  const loaded = await loadPlan({ ...flags, manifest: flags.manifest ?? manifestOptions.manifest.default }, io);
  if (!loaded) return undefined;
  const [{ SynthCache }, { clock, DEFAULT_BOUNDS }, { provePlan }] = await Promise.all([
    import("../check/side.js"),
    import("../check/bounds.js"),
    import("../prove/prove-plan.js"),
  ]);
  const resources = await new SynthCache().graphOf(loaded, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS));
  const proved = provePlan(loaded.resolved.manifest, { resources }, options);
  return flags.changes ? { ...proved, sufficient: await search(loaded, proved, options, flags, io) } : proved;
}

async function ofState(flags: Flags, options: ProveOptions, io: Io): Promise<ProveResult | undefined> {
  const [{ loadState }, { proveState }] = await Promise.all([
    import("../audit/state.js"),
    import("../prove/prove-plan.js"),
  ]);
  const loaded = await loadState(flags, io);
  if (!("problems" in loaded)) return proveState(loaded, options);
  await complain(loaded.problems, io);
  return undefined;
}

async function search(
  { text, manifestPath, lock, plan }: LoadedPlan,
  proved: ProveResult,
  options: ProveOptions,
  { tier, quiet }: Flags,
  io: Io,
) {
  const [{ searchChanges }, { pricesIn }] = await Promise.all([
    import("../prove/search.js"),
    import("../prices/price-file.js"),
  ]);
  const prices = pricesIn(dirname(resolve(io.cwd, manifestPath)));
  const input = {
    ...{ text, file: manifestPath, lock: () => lock, environment: plan.environment, prices },
    ...(tier && { tier }),
  };
  return searchChanges(input, proved, options, quiet ? undefined : plansTried(io));
}

/** How often things happen, where a file says it. */
async function yearsOf(
  { rates, incidents, observed, runs, seed }: Flags,
  known: readonly string[],
  { cwd }: Io,
): Promise<YearsInput | { readonly problems: readonly Problem[] } | undefined> {
  const file = rates ?? incidents;
  if (file === undefined) return undefined;
  if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS)
    throw wrongNumber("--runs", String(runs), `1 to ${MOST_RUNS}`);
  if (!Number.isSafeInteger(seed)) throw wrongNumber("--seed", String(seed), "any");
  const [{ readManifestFile }, { decode }, { readRates, readIncidents }, { refused }] = await Promise.all([
    import("../../blueprints/manifest/read.js"),
    import("../../blueprints/manifest/decode.js"),
    import("../../blueprints/recovery/availability/rates.js"),
    import("../../blueprints/recovery/own/read.js"),
  ]);
  const read = await readManifestFile(resolve(cwd, file), file);
  if (!read.ok) return refused(read.problems);
  const text = decode(read.value, file);
  if (typeof text !== "string") return refused([text]);
  const found =
    rates === undefined
      ? readIncidents(text, file, known, demandTime(observed ?? "", "--observed", 1))
      : readRates(text, file, known);
  return found.ok ? { rates: found.value, file, runs, seed } : { problems: found.problems };
}

/** Years that are simulated at the most. */
const MOST_RUNS = 100_000;

const wrongNumber = (flag: string, text: string, expected: string): ScalekitError =>
  new ScalekitError({
    code: "SK9005",
    message: `${flag} ${text.slice(0, 80)} is no such number`,
    expected: `a whole number, ${expected}`,
    fix: `write for example ${flag} 1000`,
  });

function demandTime(text: string, flag: string, least = 0): number {
  const seconds = durationSeconds(text);
  if (seconds !== undefined && seconds >= least) return seconds;
  throw new ScalekitError({
    code: "SK9005",
    message: `${flag} ${text.slice(0, 80)} is no time`,
    expected: "a number with a unit: s, m, h or d",
    fix: `write for example ${flag} ${flag === "--decide" ? "5m" : "730d"}`,
  });
}
