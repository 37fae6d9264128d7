// Writes the pages that are made from the code: docs/policies/rules.md and docs/schemas/manifest.schema.json,
// docs/schemas/scenarios.schema.json. Run it after a change of a rule or of a schema (`npm run docs`); tests hold both in step.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { rulesPage } = require(join(root, "dist", "policies", "rules-page.js"));
const { RULES } = require(join(root, "dist", "policies", "rules", "index.js"));
const { manifestSchema } = require(join(root, "dist", "blueprints", "manifest", "schema", "schema.js"));
const { scenariosSchema } = require(join(root, "dist", "blueprints", "recovery", "own", "schema.js"));

writeFileSync(join(root, "docs", "policies", "rules.md"), rulesPage(RULES));
writeFileSync(join(root, "docs", "schemas", "manifest.schema.json"), `${JSON.stringify(manifestSchema, null, 2)}\n`);
writeFileSync(join(root, "docs", "schemas", "scenarios.schema.json"), `${JSON.stringify(scenariosSchema, null, 2)}\n`);
