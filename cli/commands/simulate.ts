import { OVERLOADS } from "../../blueprints/capacity/overloads";
import { SCENARIO_IDS } from "../../blueprints/capacity/scenario-ids";
import { SHAPES } from "../../blueprints/capacity/traffic/shapes";
import type { ResourceGraph } from "../../blueprints/graph/graph";
import { stateOptions } from "../audit/state";
import type { Command, Io } from "../command";
import { type LoadedPlan, loadPlan, type PlanFlags } from "../load-plan";
import { manifestOptions } from "../options";
import type { SimulateFormat } from "../reporters/simulate";
import type { Axis } from "../simulate/axes";
import type { OptionFlags } from "../simulate/options";
import type { SimulateOptions } from "../simulate/simulate-plan";
import type { TrafficFlags } from "../simulate/traffic";

interface Flags extends PlanFlags, TrafficFlags, OptionFlags {
  readonly sweep?: readonly string[];
  readonly state?: readonly string[];
  readonly region?: string;
  readonly format: SimulateFormat;
  readonly details: boolean;
}

/** Kept here too: the list itself loads all reporters, and `--help` is quick. A test holds the two together. */
const FORMATS = ["text", "json", "markdown"] as const;

const many = { type: "string", array: true, requiresArg: true } as const;
const text = { type: "string", requiresArg: true } as const;

export const simulate: Command = {
  command: "simulate",
  describe: "what traffic does to the design, offline: what is full first, who waits, what is dropped, the ceiling",
  examples: [
    ["scalekit simulate", "the declared day: the steady rate as its mean, the peak at noon"],
    ["scalekit simulate --shape flash-crowd --tier scale", "thirteen times the traffic within ten minutes"],
    ["scalekit simulate --traffic june.csv --peak manifest", "a month that was, scaled to the declared peak"],
    ["scalekit simulate --times 10 --find-limit", "ten times the day, and the multiple that is still carried"],
    [
      "scalekit simulate --state terraform.tfstate --sends jobs=20% --work jobs=120ms",
      "a system that exists, whatever made it, with its queue",
    ],
    ["scalekit simulate --scenario region --at 12h", "a region is lost at the peak"],
    ["scalekit simulate --scenario payment-provider", "one of your own, from scalekit.scenarios.yaml"],
    ["scalekit simulate --shape spike --retries 2", "clients that are dropped try again, twice at the most"],
    ["scalekit simulate --shape spike --overload breaks", "units that fail their health checks are taken out"],
    ["scalekit simulate --shape spike --shed web=30%", "a service that turns away what matters less"],
    ["scalekit simulate --quotas", "held against what the account allows, not AWS's defaults"],
    ["scalekit simulate --sweep --format markdown", "all tiers under the same traffic"],
    [
      "scalekit simulate --sweep tier=scale,global services.web.scaling.maximum=6,12,24",
      "two tiers, each with three settings",
    ],
  ],
  options: {
    ...manifestOptions,
    ...stateOptions,
    traffic: { ...text, describe: "replay this file: CSV (time, value), or the JSON of a Prometheus range query" },
    unit: {
      type: "string",
      choices: ["count", "rps"],
      describe: "what the file's values are, where its header does not say",
    },
    from: { ...text, describe: "only the file's rows from this time on (UTC)" },
    until: { ...text, describe: "only those before this time" },
    shape: {
      type: "string",
      choices: SHAPES,
      describe: "a shape over the declared rates instead of a file (default: day)",
    },
    peak: { ...text, describe: "scale so that the highest rate is this: 9000rps, or manifest for the declared peak" },
    times: { type: "number", requiresArg: true, describe: "so many times the traffic" },
    months: { type: "number", requiresArg: true, describe: "the traffic after so many months of declared growth" },
    step: { ...text, describe: "length of a step (default: 1s for up to a week)" },
    split: { ...many, describe: "share of the traffic by service: web=70%,api=30% (default: each is tried with all)" },
    mix: { ...many, describe: "share of the traffic by region (default: as routing says)" },
    "hit-ratio": { ...text, describe: "share of the traffic that the CDN answers (default: 0%)" },
    measured: { ...many, describe: "what one instance of a store carries: orders=4000rps" },
    skew: { ...many, describe: "share of the requests that go to a store's hottest key: sessions=10% (default: 3.8%)" },
    sends: {
      ...many,
      describe: "messages a request sends to a queue, stream or topic, or its writes to a table: jobs=20%",
    },
    work: { ...many, describe: "how long a message of a queue or stream is worked on: jobs=120ms" },
    fails: { ...many, describe: "share of the work on a queue's messages that fails, so that they come back: jobs=5%" },
    workers: { ...many, describe: "how many work on it at once, where no function does: jobs=40" },
    "service-time": { ...many, describe: "how long a unit works on a request: web=120ms" },
    retries: {
      type: "number",
      requiresArg: true,
      describe: "how often clients try again that are dropped (default: never)",
    },
    "retry-budget": {
      ...text,
      describe: "retries are no more than this share of first tries: 20% (default: no budget)",
    },
    shed: { ...many, describe: "share of a service's requests that it turns away first where it is full: web=30%" },
    overload: {
      type: "string",
      choices: OVERLOADS,
      default: "waits",
      describe: "units whose health checks wait too long in line: serve on, or are taken out and replaced",
    },
    quotas: { type: "boolean", default: false, describe: "hold it against the account's own quotas, read from AWS" },
    endpoint: { ...text, implies: ["quotas"], describe: "URL of an AWS emulator to ask for quotas instead of AWS" },
    scenario: {
      ...text,
      describe: `what fails in the middle, as in prove: ${SCENARIO_IDS.join(", ")}, several as zone+writer, or one of --scenarios`,
    },
    scenarios: {
      ...text,
      normalize: true,
      describe:
        "file with scenarios and measurements of your own (default: scalekit.scenarios.yaml beside the manifest, if it is there)",
    },
    place: { ...text, describe: "where it fails, as prove names places" },
    at: { ...text, describe: "when it fails, from the start (default: half-way)" },
    for: { ...text, describe: "how long what failed stays away (default: until the end, or until it is replaced)" },
    "find-limit": {
      type: "boolean",
      default: false,
      describe: "search the largest multiple of the traffic that is carried",
    },
    sweep: {
      type: "string",
      array: true,
      conflicts: ["state"],
      describe: "compare all tiers, or these tiers and values: tier=scale,global services.web.scaling.maximum=6,12",
    },
    format: { type: "string", choices: FORMATS, default: "text", describe: "how to print the result" },
    details: { type: "boolean", default: false, describe: "every service, all limits, all that it rests on" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const loaded = await loadPlan(flags, io);
    if (!loaded) return 2;
    return simulateLoaded(flags, loaded, io);
  },
};

async function simulateLoaded(flags: Flags, loaded: LoadedPlan, io: Io): Promise<number> {
  const [{ SynthCache }, { clock, DEFAULT_BOUNDS }, { simulatePlan }, traffic, { optionsOf }, { renderSimulate }] =
    await Promise.all([
      import("../check/side.js"),
      import("../check/bounds.js"),
      import("../simulate/simulate-plan.js"),
      import("../simulate/traffic.js"),
      import("../simulate/options.js"),
      import("../reporters/simulate/index.js"),
    ]);
  const { resolved } = loaded;
  const axes = flags.sweep && (await import("../simulate/axes.js")).axesOf(flags.sweep);
  const curve = traffic.curveFor(flags, resolved.manifest, io.cwd);
  const options = await optionsOf(flags, resolved.manifest, curve.arrivals.length * curve.stepSeconds, io);
  const graph = flags.state ? await stateGraph(flags, flags.state, io) : undefined;
  if (flags.state && !graph) return 2;
  const resources = graph?.resources ?? (await new SynthCache().graphOf(loaded, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS)));
  const simulated = simulatePlan(resolved, { resources }, curve, { ...options, exists: graph !== undefined });
  const result = axes ? { ...simulated, sweep: await sweepOf(flags, loaded, axes, options, io) } : simulated;
  const style = { color: io.color, width: io.stdout.columns ?? 80, details: flags.details };
  io.stdout.write(renderSimulate(flags.format, result, style));
  return result.carried ? 0 : 1;
}

/** What exists, in place of what the plan would make; the manifest says what its services carry. */
async function stateGraph(flags: Flags, state: readonly string[], io: Io): Promise<ResourceGraph | undefined> {
  const { loadState } = await import("../audit/state.js");
  const { region } = flags;
  const loaded = await loadState({ state, ...(region !== undefined && { region }) }, io);
  if (!("problems" in loaded)) return loaded.gathered;
  const { formatProblems } = await import("../../blueprints/problems/format.js");
  io.stderr.write(`${formatProblems(loaded.problems, { color: io.color })}\n`);
  return undefined;
}

async function sweepOf(
  flags: Flags,
  { text, manifestPath, lock, plan }: LoadedPlan,
  axes: readonly Axis[],
  options: SimulateOptions,
  io: Io,
) {
  const [{ sweep }, { curveFor }] = await Promise.all([
    import("../simulate/sweep.js"),
    import("../simulate/traffic.js"),
  ]);
  const { environment, tier } = plan;
  const input = { text, file: manifestPath, lock: () => lock, environment, tier };
  return sweep(input, axes, (each) => curveFor(flags, each, io.cwd), options);
}
