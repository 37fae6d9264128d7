// Reads a Pulumi state and judges it by all rules, as a whole process: what bench/check.mjs times. Prints figures as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const require = createRequire(import.meta.url);
const { readPulumiState } = require(join(dist, "blueprints/graph/readers/pulumi-state.js"));
const { evaluate } = require(join(dist, "policies/evaluate.js"));
const { RULES } = require(join(dist, "policies/rules/index.js"));
const { World } = require(join(dist, "policies/world/world.js"));

const read = process.argv[2] === "--load-only" ? undefined : readPulumiState(readFileSync(process.argv[2], "utf8"));
if (read?.ok) {
  const counts = { pass: 0, fail: 0, unknown: 0 };
  for (const { verdict } of evaluate(new World(read.value, "scale"), RULES)) counts[verdict.verdict]++;
  console.log(JSON.stringify({ resources: read.value.resources.length, ...counts, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
