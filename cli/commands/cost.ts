import type { Tier } from "../../blueprints/tiers/tier";
import { stateOptions } from "../audit/state";
import type { Command } from "../command";
import { plansTried } from "../goes-on";
import { manifestBesideState, manifestOptions } from "../options";
import type { CostFormat } from "../reporters/cost";

interface Flags {
  readonly manifest?: string;
  readonly state?: readonly string[];
  readonly stack?: readonly string[];
  readonly region?: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly format: CostFormat;
  readonly since?: string;
  readonly prices?: string;
  readonly savings?: boolean;
  readonly simulate?: boolean;
  readonly measured?: readonly string[];
  readonly details: boolean;
  readonly quiet?: boolean;
}

/** Kept here too: the list itself loads all reporters, and `--help` is quick. A test holds the two together. */
const FORMATS = ["text", "json", "markdown"] as const;

export const cost: Command = {
  command: "cost",
  describe: "what a month costs, offline: without traffic, at the steady rate, at the peak",
  examples: [
    ["scalekit cost", "by stack and by service, against the budget of the manifest"],
    ["scalekit cost --tier global --details", "at another tier, line by line: quantity, price and what both rest on"],
    ["scalekit cost --simulate --details", "instances as scaling runs them on the declared day"],
    ["scalekit cost --savings", "also what could cost less, with what each saving does to recovery"],
    ["scalekit cost --state terraform.tfstate", "what stands there, whatever made it"],
    ["scalekit cost --stack acme/shop/production", "what a live stack costs, as the engine exports it"],
    ["scalekit cost --since origin/main --format markdown", "what a pull request does to the bill, as its comment"],
  ],
  options: {
    ...manifestOptions,
    manifest: manifestBesideState,
    ...stateOptions,
    format: { type: "string", choices: FORMATS, default: "text", describe: "how to print the result" },
    since: {
      type: "string",
      requiresArg: true,
      conflicts: ["state", "stack"],
      describe: "compare with the merge base of this Git ref",
    },
    prices: {
      type: "string",
      requiresArg: true,
      describe: "price file (default: scalekit.prices.json, if it is there)",
    },
    savings: {
      type: "boolean",
      conflicts: ["state", "stack"],
      describe: "also what in the manifest could cost less with every objective and rule kept",
    },
    simulate: {
      type: "boolean",
      conflicts: ["state", "savings"],
      describe: "expected instances and nodes from a simulation of the declared day, not from its steady rate",
    },
    measured: {
      type: "string",
      array: true,
      requiresArg: true,
      implies: ["simulate"],
      describe: "with --simulate: what one instance of a store carries, for readers that scaling adds: orders=4000rps",
    },
    details: { type: "boolean", default: false, describe: "every line: quantity, unit price and what they rest on" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const { costFile } = await import("../cost/cost-file.js");
    const outcome = await costFile(flags, io, flags.quiet === true ? undefined : plansTried(io));
    if (!outcome.ok) {
      const { formatProblems } = await import("../../blueprints/problems/format.js");
      io.stderr.write(`${formatProblems(outcome.problems, { color: io.color })}\n`);
      return 2;
    }
    const [{ renderCost }, { overBudget }] = await Promise.all([
      import("../reporters/cost/index.js"),
      import("../cost/document.js"),
    ]);
    const style = { color: io.color, width: io.stdout.columns ?? 80, details: flags.details };
    io.stdout.write(renderCost(flags.format, outcome.result, style));
    return overBudget(outcome.result) ? 1 : 0;
  },
};
