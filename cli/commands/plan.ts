import type { Command } from "../command";
import { loadPlan, type PlanFlags } from "../load-plan";
import { manifestOptions, outputOptions } from "../options";

export const plan: Command = {
  command: "plan",
  describe: "show the stacks and resources that the manifest becomes, offline",
  examples: [
    ["scalekit plan", "the plan of scalekit.yaml at its own tier"],
    ["scalekit plan --tier global --why", "at another tier, with where each value came from"],
    ["scalekit plan --format json", "for programs: schema in docs/schemas/plan.schema.json"],
  ],
  options: {
    ...manifestOptions,
    ...outputOptions,
    why: { type: "boolean", default: false, describe: "where each value came from, input by input" },
    sandbox: { type: "boolean", default: false, describe: "plan as the sandbox would run it (its account and lock)" },
  },
  async run(args, io) {
    const flags = args as unknown as PlanFlags & { format: "text" | "json"; why: boolean };
    const loaded = await loadPlan(flags, io);
    if (!loaded) return 2;
    const { synth } = await import("../../stacks/synth/synth.js");
    const { plan } = loaded;
    const graph = await synth(plan, {
      handed: loaded.lock.handed ?? {},
      account: plan.account,
      sandbox: flags.sandbox === true,
    });
    if (flags.format === "json") {
      const { planJson } = await import("../reporters/plan/json.js");
      io.stdout.write(`${JSON.stringify(planJson(plan, graph), null, 2)}\n`);
    } else {
      const { planText } = await import("../reporters/plan/text.js");
      io.stdout.write(planText(plan, graph, { why: flags.why, width: io.stdout.columns ?? 100, color: io.color }));
    }
    return 0;
  },
};
