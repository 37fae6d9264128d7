import type { Command } from "../command";
import { confirm } from "../confirm";
import { destroyPlanJson, resultJson } from "../reporters/run/json";
import { destroyRefusedText, destroyText } from "../reporters/run/reads";
import { resultText } from "../reporters/run/result";
import { nextCommand, print, type RunFlags, runOptions, withRun } from "../run-command";

interface Flags extends RunFlags {
  readonly yes: boolean;
  readonly unprotect: boolean;
}

export const destroy: Command = {
  command: "destroy",
  describe: "delete the environment's stacks, in reverse order",
  examples: [
    ["scalekit destroy", "names what holds data and refuses while there is any"],
    ["scalekit destroy --unprotect", "lifts protection in Pulumi and in the cloud first, then asks"],
    ["scalekit destroy --sandbox --unprotect --yes", "empties the simulated cloud"],
  ],
  options: {
    ...runOptions,
    unprotect: { type: "boolean", default: false, describe: "lift the protection of what holds data first" },
    yes: {
      alias: "y",
      type: "boolean",
      default: false,
      describe: "do it without asking (never lifts protection by itself)",
    },
  },
  run(args, io) {
    const flags = args as unknown as Flags;
    return withRun(flags, io, async ({ settings, style, quieten }) => {
      const { runDestroy } = await import("../../stacks/engine/run/destroy.js");
      const text = flags.format === "json" ? io.stderr : io.stdout;
      const result = await runDestroy({
        ...settings,
        unprotect: flags.unprotect,
        confirm: (plan) => {
          text.write(destroyText(plan, style));
          return confirm("Delete all of it?", flags.yes, io);
        },
      });
      quieten();
      const next = nextCommand("destroy", flags, flags.unprotect ? ["--unprotect"] : []);
      if (flags.format === "json")
        print(
          io,
          flags,
          () => "",
          () => ({ ...resultJson(result, next), plan: destroyPlanJson(result.plan) }),
        );
      switch (result.status) {
        case "unchanged":
          text.write("There is nothing to destroy.\n");
          return 0;
        case "refused":
          text.write(destroyText(result.plan, style));
          io.stderr.write(destroyRefusedText(style));
          return 1;
        case "declined":
          text.write("Nothing was deleted.\n");
          return 1;
        default:
          text.write(result.stacks.length > 0 ? resultText(result, next, style) : "Cancelled; nothing was deleted.\n");
          return result.status === "done" ? 0 : 2;
      }
    });
  },
};
