import type { Command } from "../command";
import { outputsText } from "../reporters/run/reads";
import { print, type RunFlags, runOptions, withRun } from "../run-command";

export const outputs: Command = {
  command: "outputs",
  describe: "what the stacks put out: names, addresses, ids",
  examples: [
    ["scalekit outputs", "of every stack; secrets stay hidden"],
    ["scalekit outputs --only edge --format json", "one stack, for programs"],
  ],
  options: {
    ...runOptions,
    "show-secrets": { type: "boolean", default: false, describe: "print the values of secret outputs too" },
  },
  run(args, io) {
    const flags = args as unknown as RunFlags & { showSecrets: boolean };
    return withRun(flags, io, async ({ settings, style, quieten }) => {
      const { runOutputs } = await import("../../stacks/engine/run/outputs.js");
      const stacks = await runOutputs({ ...settings, showSecrets: flags.showSecrets });
      quieten();
      print(
        io,
        flags,
        () => outputsText(stacks, style),
        () => ({ schemaVersion: "1", stacks }),
      );
      return 0;
    });
  },
};
