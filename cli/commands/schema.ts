import type { Command } from "../command";

export const schema: Command = {
  command: "schema",
  describe: "print the JSON Schema of the manifest, for editors and programs",
  examples: [
    ["scalekit schema > manifest.schema.json", "keep it beside the manifest"],
    [
      "# yaml-language-server: $schema=manifest.schema.json",
      "as the manifest's first line, editors complete and check",
    ],
  ],
  options: {},
  async run(_args, io) {
    const { manifestSchema } = await import("../../blueprints/manifest/schema/schema.js");
    io.stdout.write(`${JSON.stringify(manifestSchema, null, 2)}\n`);
    return 0;
  },
};
