import type { Command } from "../command";
import { confirm } from "../confirm";
import { driftJson } from "../reporters/run/json";
import { driftText } from "../reporters/run/reads";
import { print, type RunFlags, runOptions, withRun } from "../run-command";

export const refresh: Command = {
  command: "refresh",
  describe: "take what the cloud says into the state; the cloud is not changed",
  examples: [
    ["scalekit drift", "look first"],
    ["scalekit refresh --yes", "then take it over"],
  ],
  options: {
    ...runOptions,
    yes: { alias: "y", type: "boolean", default: false, describe: "do it without asking" },
  },
  run(args, io) {
    const flags = args as unknown as RunFlags & { yes: boolean };
    return withRun(flags, io, async ({ settings, style, quieten }) => {
      if (!(await confirm("Overwrite the state with what the cloud says?", flags.yes, io))) return 1;
      const { runRefresh } = await import("../../stacks/engine/run/refresh.js");
      const result = await runRefresh(settings);
      quieten();
      print(
        io,
        flags,
        () => driftText(result, "refresh", style),
        () => driftJson(result),
      );
      return result.cancelled || result.stacks.some(({ status }) => status === "failed") ? 2 : 0;
    });
  },
};
