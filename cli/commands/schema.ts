import type { Command } from "../command";

export const schema: Command = {
  command: "schema [of]",
  describe: "print the JSON Schema of the manifest or of prove's scenarios, for editors and programs",
  examples: [
    ["scalekit schema > manifest.schema.json", "keep it beside the manifest"],
    [
      "# yaml-language-server: $schema=manifest.schema.json",
      "as the manifest's first line, editors complete and check",
    ],
    ["scalekit schema scenarios", "what `prove --scenarios` reads"],
  ],
  options: {
    of: { type: "string", choices: ["manifest", "scenarios"], default: "manifest", describe: "schema of what" },
  },
  async run({ of }, io) {
    const schema =
      of === "scenarios"
        ? (await import("../../blueprints/recovery/own/schema.js")).scenariosSchema
        : (await import("../../blueprints/manifest/schema/schema.js")).manifestSchema;
    io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
    return 0;
  },
};
