import type { Command } from "../command";
import { statusText } from "../reporters/run/reads";
import { print, type RunFlags, runOptions, withRun } from "../run-command";

export const status: Command = {
  command: "status",
  describe: "each stack: up or not, tier, resources, last update; status 0 when all is green",
  examples: [
    ["scalekit status", "of the environment"],
    ["scalekit status --format json", "for programs"],
  ],
  options: runOptions,
  run(args, io) {
    const flags = args as unknown as RunFlags;
    return withRun(flags, io, async ({ settings, style, quieten }) => {
      const { runStatus } = await import("../../stacks/engine/run/status.js");
      const result = await runStatus(settings);
      quieten();
      print(
        io,
        flags,
        () => statusText(result, style),
        () => ({ schemaVersion: "1", ...result, tier: { ...result.tier, recorded: result.tier.recorded ?? null } }),
      );
      return result.green ? 0 : 1;
    });
  },
};
