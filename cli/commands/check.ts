import { resolve } from "node:path";
import { formatProblems } from "../../blueprints/problems/format";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Rule } from "../../policies/rule";
import type { CheckOutcome } from "../check/check";
import type { CheckResult } from "../check/document";
import type { Command, Io } from "../command";
import { manifestOptions } from "../options";
import { FORMATS, type Output, parseOutput } from "../output-flag";
import type { CheckFormat } from "../reporters/check";

interface Flags {
  readonly manifest: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly format: CheckFormat;
  readonly output?: readonly string[];
  readonly since?: string;
  readonly fix: boolean;
  readonly rulesFrom?: string;
  readonly from?: string;
  readonly details: boolean;
  readonly timeLimit: number;
}

export const check: Command = {
  command: "check",
  describe: "judge the plan by the rules, offline: what a pull request runs",
  examples: [
    ["scalekit check", "everything that the rules say of the plan, with the line that caused it"],
    ["scalekit check --since origin/main", "only what is new or fixed, and which stacks are affected"],
    ["scalekit check --fix", "write what rules know how to put right into the manifest"],
    ["scalekit check --output sarif=check.sarif --output markdown=comment.md", "several reports of one run"],
  ],
  options: {
    ...manifestOptions,
    format: { type: "string", choices: FORMATS, default: "text", describe: "how to print the result" },
    output: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "also write a report to a file: FORMAT=FILE",
    },
    since: {
      type: "string",
      requiresArg: true,
      describe: "compare with the merge base of this Git ref; its rules, levels and exemptions count",
    },
    fix: { type: "boolean", default: false, describe: "edit the manifest where a rule knows how; comments stay" },
    "rules-from": {
      type: "string",
      requiresArg: true,
      describe: "folder whose node_modules has the packages of policies.custom",
    },
    from: {
      type: "string",
      requiresArg: true,
      conflicts: ["since"],
      describe: "print the JSON document of an earlier run in another format; judges nothing",
    },
    details: { type: "boolean", default: false, describe: "also excused findings and every unknown" },
    "time-limit": { type: "number", default: 60, describe: "seconds after which judging stops with an error" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const outputs = (flags.output ?? []).map(parseOutput);
    if (flags.from !== undefined) {
      const { checkFromJson } = await import("../check/from-json.js");
      return printed(checkFromJson(resolve(io.cwd, flags.from), flags.from), [], flags, outputs, io);
    }
    const outcome = await judged(flags, io);
    if (!outcome.ok) return complain(outcome.problems, io);
    if (flags.fix) {
      const { fixManifest } = await import("../check/fix.js");
      const fixed = fixManifest(outcome, resolve(io.cwd, flags.manifest));
      for (const line of fixed.lines) io.stderr.write(`${line}\n`);
      if (fixed.changed) return report(await judged(flags, io), flags, outputs, io);
    }
    return report(outcome, flags, outputs, io);
  },
};

async function judged(flags: Flags, io: Io): Promise<CheckOutcome> {
  const { checkFile } = await import("../check/check-file.js");
  return checkFile(flags, io, { today: new Date().toISOString().slice(0, 10) });
}

async function report(outcome: CheckOutcome, flags: Flags, outputs: readonly Output[], io: Io): Promise<number> {
  if (!outcome.ok) return complain(outcome.problems, io);
  return printed(outcome.result, outcome.rules, flags, outputs, io);
}

async function printed(
  result: CheckResult,
  rules: readonly Rule[],
  flags: Flags,
  outputs: readonly Output[],
  io: Io,
): Promise<number> {
  const [{ renderCheck }, { decisive }, { writeWhole }] = await Promise.all([
    import("../reporters/check/index.js"),
    import("../check/document.js"),
    import("../write-whole.js"),
  ]);
  const style = { color: io.color, width: io.stdout.columns ?? 100, details: flags.details };
  for (const { format, file } of outputs)
    writeWhole(resolve(io.cwd, file), renderCheck(format, result, rules, { ...style, color: false, width: 100 }));
  io.stdout.write(renderCheck(flags.format, result, rules, style));
  return decisive(result).length > 0 ? 1 : 0;
}

function complain(problems: Parameters<typeof formatProblems>[0], io: Io): number {
  io.stderr.write(`${formatProblems(problems, { color: io.color })}\n`);
  return 2;
}
