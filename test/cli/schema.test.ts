import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schema } from "../../cli/commands/schema";
import { fakeIo } from "./support";

test("prints the JSON Schema that docs/schemas publishes", async () => {
  const { io, written } = fakeIo(__dirname);
  expect(await schema.run({}, io)).toBe(0);
  const published = join(__dirname, "../../docs/schemas/manifest.schema.json");
  // After a change on purpose: scalekit schema > docs/schemas/manifest.schema.json
  expect(written.stdout).toBe(readFileSync(published, "utf8"));
  expect(JSON.parse(written.stdout).$schema).toBe("https://json-schema.org/draft/2020-12/schema");
});

test("prints the schema of prove's scenarios that docs/schemas publishes", async () => {
  const { io, written } = fakeIo(__dirname);
  expect(await schema.run({ of: "scenarios" }, io)).toBe(0);
  // After a change on purpose: npm run docs
  expect(written.stdout).toBe(readFileSync(join(__dirname, "../../docs/schemas/scenarios.schema.json"), "utf8"));
});
