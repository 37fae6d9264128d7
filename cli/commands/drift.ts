import type { Command } from "../command";
import { driftJson } from "../reporters/run/json";
import { driftText } from "../reporters/run/reads";
import { print, type RunFlags, runOptions, withRun } from "../run-command";

export const drift: Command = {
  command: "drift",
  describe: "compare the state with the cloud; changes nothing, status 1 where they differ",
  examples: [
    ["scalekit drift", "every stack"],
    ["scalekit drift --only eu-west-1 --format json", "one stack, for programs"],
  ],
  options: runOptions,
  run(args, io) {
    const flags = args as unknown as RunFlags;
    return withRun(flags, io, async ({ settings, style, quieten }) => {
      const { runDrift } = await import("../../stacks/engine/run/refresh.js");
      const result = await runDrift(settings);
      quieten();
      print(
        io,
        flags,
        () => driftText(result, "drift", style),
        () => driftJson(result),
      );
      if (result.cancelled || result.stacks.some(({ status }) => status === "failed")) return 2;
      return result.stacks.some(({ changes }) => changes.length > 0) ? 1 : 0;
    });
  },
};
