// Writes docs/audit/coverage.md: how many types and properties of other tools the readers map to Pulumi's. Asks the readers'
// own code about every property of cfn-lint's CloudFormation schemas and of the oracle's Terraform schema.
//
//     node scripts/coverage-readers.mjs .../site-packages/cfnlint/data/schemas [../shared/oracle/aws-provider.json.gz]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const schemas = process.argv[2];
const oracle = JSON.parse(gunzipSync(readFileSync(resolve(process.argv[3] ?? join(root, "..", "shared", "oracle", "aws-provider.json.gz")))).toString("utf8"));
const { cloudFormationType, propertyFor, shapes } = compiled();

/** The readers' code, compiled for this run only. */
function compiled() {
  const out = mkdtempSync(join(tmpdir(), "readers-"));
  const source = join(root, "blueprints", "graph", "readers");
  const flags = ["--outDir", out, "--rootDir", source, "--module", "node16", "--moduleResolution", "node16", "--target", "es2022", "--resolveJsonModule", "--esModuleInterop", "--skipLibCheck", "--strict", "--types", "node"];
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), join(source, "cloudformation", "types.ts"), ...flags], { stdio: "inherit", cwd: root });
  const types = require(join(out, "cloudformation", "types.js"));
  const loaded = { ...types, shapes: require(join(out, "aws-shapes.js")) };
  process.on("exit", () => rmSync(out, { recursive: true, force: true }));
  return loaded;
}

const hand = JSON.parse(readFileSync(join(root, "blueprints", "graph", "readers", "facts", "cloudformation.json"), "utf8")).types;
const others = JSON.parse(readFileSync(join(root, "blueprints", "graph", "readers", "facts", "terraform-others.json"), "utf8"));
const facts = JSON.parse(readFileSync(join(root, "blueprints", "graph", "readers", "facts", "aws.json"), "utf8"));

const services = new Map();
const named = [];
const listed = readFileSync(join(schemas, "providers", "us_east_1.py"), "utf8");
for (const [, type, hash] of listed.matchAll(/"(AWS::[\w:]+)": "(\w+)"/g)) {
  const service = type.split("::")[1];
  const row = services.get(service) ?? { types: 0, mapped: 0, properties: 0, found: 0 };
  services.set(service, row);
  row.types++;
  const mapped = cloudFormationType(type);
  if (!mapped) continue;
  row.mapped++;
  const schema = JSON.parse(readFileSync(join(schemas, "resources", `${hash}.json`), "utf8"));
  const readOnly = new Set((schema.readOnlyProperties ?? []).map((path) => path.split("/")[2]));
  const names = Object.keys(schema.properties ?? {}).filter((name) => !readOnly.has(name));
  const missing = names.filter((name) => !mapped.places.has(name) && !propertyFor(mapped.shape, name, type.split("::")[2]));
  row.properties += names.length;
  row.found += names.length - missing.length;
  if (hand[type]) named.push({ type, token: mapped.token, names: names.length, missing });
}

const percent = (part, whole) => (whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`);
const sum = (key) => [...services.values()].reduce((total, row) => total + row[key], 0);
const unmapped = Object.keys(oracle.types).filter((type) => !shapes.terraformType(type)).sort();
const lines = [
  "<!-- Written by scripts/coverage-readers.mjs. -->",
  "# What the readers know of other tools' types",
  "",
  "A type or property that the readers don't know is not dropped: the resource stays in the graph under its own tool's type and is counted, the property under its name in camel case. Rules judge only what is mapped.",
  "",
  "| input | types | mapped | properties | mapped | of |",
  "|---|---:|---:|---:|---:|---|",
  `| Pulumi exports and checkpoints | all | all | all | all | read as they are |`,
  `| Terraform, provider aws | ${facts.coverage.types} | ${facts.coverage.mapped} (${percent(facts.coverage.mapped, facts.coverage.types)}) | ${facts.coverage.properties} | ${facts.coverage.paired} (${percent(facts.coverage.paired, facts.coverage.properties)}) | ${oracle.provider}, nested properties counted once a shape; the rest is spelled in camel case |`,
  `| Terraform, provider kubernetes | | ${Object.keys(others.kubernetes).length} kinds | all | by rule | each also under its name with _v1 |`,
  `| Terraform, providers cloudflare and random | | ${Object.keys(others.types).length} | all | camel case | |`,
  `| CloudFormation and CDK | ${sum("types")} | ${sum("mapped")} (${percent(sum("mapped"), sum("types"))}) | ${sum("properties")} | ${sum("found")} (${percent(sum("found"), sum("properties"))}) | top-level properties of the mapped types, without those that only the cloud fills |`,
  `| Kubernetes manifests | all | all | all | all | read as they are |`,
  "",
  `Terraform types that @pulumi/aws does not have: ${unmapped.map((type) => `\`${type}\``).join(", ")}.`,
  "",
  "## CloudFormation types that rules name",
  "",
  "| type | Pulumi type | properties | not mapped |",
  "|---|---|---:|---|",
  ...named.map(({ type, token, names, missing }) => `| ${type} | ${token} | ${names - missing.length} of ${names} | ${missing.join(", ")} |`),
  "",
  "## CloudFormation by service",
  "",
  "| service | types | mapped | properties | mapped |",
  "|---|---:|---:|---:|---:|",
  ...[...services].map(([service, row]) => `| ${service} | ${row.types} | ${row.mapped} | ${row.properties} | ${row.found} |`),
  "",
];
writeFileSync(join(root, "docs", "audit", "coverage.md"), lines.join("\n"));
process.stdout.write(`${lines.slice(6, 15).join("\n")}\n`);
