import type { Command } from "../command";
import { previewJson } from "../reporters/run/json";
import { blockedText, isBlocked, policiesJson, policiesLine } from "../reporters/run/policies";
import { previewText, refusalText } from "../reporters/run/preview";
import { errorLines } from "../reporters/run/result";
import { print, type RunFlags, runOptions, withRun } from "../run-command";

interface Flags extends RunFlags {
  readonly refresh: boolean;
  readonly details: boolean;
  readonly allowShrink: boolean;
  readonly allowReplace?: readonly string[];
}

/** Flags of `preview` that `up` has too. */
export const previewOptions = {
  ...runOptions,
  refresh: { type: "boolean", default: false, describe: "read the cloud first, so that drift is seen and put right" },
  details: { type: "boolean", default: false, describe: "list creations too, instead of counting them" },
  "allow-replace": {
    type: "string",
    array: true,
    describe: "this stateful resource may be replaced or deleted (URN or name, repeatable)",
  },
  "allow-shrink": { type: "boolean", default: false, describe: "go down to a lower tier than the recorded one" },
} as const satisfies Command["options"];

export const preview: Command = {
  command: "preview",
  describe: "show what `up` would change, and what the policies say of it, without changing it",
  examples: [
    ["scalekit preview --sandbox", "against simulated providers"],
    ["scalekit preview --tier global", "what growing would do"],
    ["scalekit preview --only eu-west-1 --format json", "one stack, for programs"],
  ],
  options: previewOptions,
  run(args, io) {
    const flags = args as unknown as Flags;
    return withRun(
      flags,
      io,
      async ({ settings, style, quieten, guard }) => {
        const { runPreview } = await import("../../stacks/engine/run/preview.js");
        const { refresh, allowShrink, allowReplace } = flags;
        const result = await runPreview({ ...settings, refresh, allowShrink, allowReplace: allowReplace ?? [] });
        quieten();
        const judged = guard?.resultOf(result.stacks.map(({ stack }) => stack));
        print(
          io,
          flags,
          () =>
            `${previewText(result, style, flags.details)}${judged && !isBlocked(judged) ? policiesLine(judged, style) : ""}`,
          () => ({ ...previewJson(result), ...(judged && { policies: policiesJson(judged) }) }),
        );
        for (const run of result.failed) io.stderr.write(`${run.stack}:\n${errorLines(run, style).join("\n")}\n`);
        if (result.cancelled || result.failed.length > 0) return 2;
        if (result.refusals.length > 0) io.stderr.write(refusalText(result.refusals, style));
        const stopped = judged !== undefined && isBlocked(judged);
        if (stopped) io.stderr.write(blockedText(judged, style));
        return stopped || result.refusals.length > 0 ? 1 : 0;
      },
      { policies: true },
    );
  },
};
