import { type Problem, ScalekitError } from "../../blueprints/problems/problem";
import type { Command } from "../command";

export const explain: Command = {
  command: "explain <what>",
  describe: "say more about a rule, an error code, a tier, a word or a path of the manifest",
  examples: [
    ["scalekit explain db/deletion-guard", "a rule: why, source, fix, examples, its equal elsewhere"],
    ["scalekit explain rules", "all rules"],
    ["scalekit explain SK1102", "what an error means and what to do"],
    ["scalekit explain services.web.capacity", "a property of the manifest and its defaults"],
    ["scalekit explain global", "a tier: each default with its reason"],
  ],
  options: {},
  async run(args, io) {
    const [{ explain: lookUp }, { explainPolicy, nearestRule }, { RULES }] = await Promise.all([
      import("../../blueprints/explain/explain.js"),
      import("../../policies/explain.js"),
      import("../../policies/rules/index.js"),
    ]);
    const what = String(args.what);
    const policy = explainPolicy(what, RULES);
    const explanation = policy ? { found: true as const, ...policy } : lookUp(what);
    if (!explanation.found)
      throw new ScalekitError(
        unknownWord(
          what,
          what.includes("/") ? nearestRule(what, RULES) : (explanation.nearest ?? nearestRule(what, RULES)),
        ),
      );
    io.stdout.write(`${explanation.title}\n\n${explanation.paragraphs.join("\n\n")}\n`);
    return 0;
  },
};

const unknownWord = (what: string, near: string | undefined): Problem => ({
  code: "SK1152",
  message: `nothing is known of "${what.slice(0, 80)}"`,
  expected: "a rule, an error code, a tier, a word of the glossary or a path such as failover.ttl",
  ...(near !== undefined && { nearest: near }),
  fix: near === undefined ? "`scalekit schema` lists every property of the manifest" : `scalekit explain ${near}`,
});
