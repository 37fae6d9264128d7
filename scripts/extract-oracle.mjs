// Writes stacks/sandbox/facts/aws/*.json: what the real AWS provider says of the types that the sandbox simulates, under
// the names that @pulumi/aws gives them. Needs the oracle (facts asked of terraform-provider-aws itself) and the SDK.
//
//     node scripts/extract-oracle.mjs [../shared/oracle/aws-provider.json.gz]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { readSdk } from "./extract/sdk.mjs";
import { matchTypes, variants } from "./extract/match.mjs";
import { pair } from "./extract/pair.mjs";
import { CORRECTIONS, TYPES } from "./extract/types.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oraclePath = resolve(process.argv[2] ?? join(root, "..", "shared", "oracle", "aws-provider.json.gz"));
const oracle = JSON.parse(gunzipSync(readFileSync(oraclePath)).toString("utf8"));
const sdk = readSdk(join(root, "node_modules", "@pulumi", "aws"));
const target = join(root, "stacks", "sandbox", "facts", "aws");

const terraformNames = matchTypes(sdk.resources, oracle.types);
const problems = [];
const byModule = {};
for (const [module, wanted] of Object.entries(TYPES)) {
  const tokens = [...sdk.resources.keys()].filter((token) => token.startsWith(`aws:${module}/`)).sort();
  for (const className of wanted === "*" ? [] : wanted)
    if (!tokens.some((token) => token.endsWith(`:${className}`))) problems.push(`the SDK has no ${module}.${className}`);
  for (const token of tokens) {
    if (wanted !== "*" && !wanted.includes(token.split(":")[2])) continue;
    const terraform = terraformNames.get(token);
    if (!terraform) problems.push(`${token}: the oracle has no such type`);
    else (byModule[module] ??= {})[token] = factsOf(token, terraform);
  }
}

/** One type's facts: each input by its dotted Pulumi path, and the names of what the provider computes. */
function factsOf(token, terraform) {
  const known = oracle.types[terraform];
  const resource = sdk.resources.get(token);
  const properties = {};
  walk(token, resource.args, known, "", "", properties);
  for (const [path, correction] of Object.entries(CORRECTIONS[token] ?? {})) Object.assign(properties[path], correction);
  const outputs = resource.outputs.filter((name) => !(name in properties));
  return { terraform, properties, outputs };
}

function walk(token, members, known, pulumiPrefix, terraformPrefix, into) {
  const siblings = childrenOf(known, terraformPrefix).filter((name) => isInput(known[terraformPrefix + name]));
  const pairs = pair(members, siblings);
  for (const [member, terraformName] of pairs) {
    const path = pulumiPrefix + member.name;
    if (terraformName === undefined) {
      // Inputs that the bridge adds or that are newer than the oracle: known, but nothing is known of them.
      into[path] = { type: member.asset ? "asset" : "any", ...(!member.optional && { required: true }) };
      if (pulumiPrefix === "") problems.push(`${token}: ${path} has no counterpart in ${terraformPrefix || "the type"}`);
      continue;
    }
    const fact = known[terraformPrefix + terraformName];
    into[path] = factOf(member, fact, terraformName, pulumiPrefix === "");
    if (fact.block && member.reference) {
      const nested = sdk.input(member.reference);
      const inner = into[path].type === "object" ? `${path}.` : `${path}[].`;
      if (nested) walk(token, nested, known, inner, `${terraformPrefix}${terraformName}.`, into);
    }
  }
}

function factOf(member, fact, terraformName, top) {
  return {
    type: typeOf(member, fact),
    ...(fact.required && !member.optional && { required: true }),
    ...(fact.required && member.optional && top && { named: true }),
    ...(fact.computed && { computed: true }),
    ...(fact.sensitive && { sensitive: true }),
    ...(fact.write_only && { writeOnly: true }),
    ...(fact.min_items && !member.optional && { required: true }),
    ...(fact.min_items > 1 && { minItems: fact.min_items }),
    ...(fact.max_items > 1 && { maxItems: fact.max_items }),
    ...(fact.replaces !== undefined && { replaces: fact.replaces }),
    ...(fact.block === "set" || (Array.isArray(fact.type) && fact.type[0] === "set") ? { set: true } : {}),
    ...fact.allowed,
    ...(!variants(terraformName).includes(member.name) && { terraform: terraformName }),
  };
}

/** The shape that a program gives, which is Terraform's but for lists of one (single in Pulumi), documents and archives. */
function typeOf(member, fact) {
  if (member.any) return "any";
  if (fact.block) return member.list ? "object[]" : "object";
  // Terraform keeps some numbers and truths as strings (a target group's deregistration_delay); programs give the SDK's kind.
  const string = member.document ? "document" : (member.scalar ?? "string");
  const scalar = { string, number: "number", bool: "boolean" };
  if (typeof fact.type === "string") return scalar[fact.type] ?? "any";
  const [collection, element] = fact.type;
  const of = typeof element === "string" ? (scalar[element] ?? "any") : "any";
  if (collection === "map") return `${of}{}`;
  if (collection === "object") return "object";
  return member.list ? `${of}[]` : of;
}

function isInput(fact) {
  return fact.block !== undefined || fact.required === true || fact.optional === true;
}

function childrenOf(known, prefix) {
  return Object.keys(known)
    .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."))
    .map((name) => name.slice(prefix.length));
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const provenance = {
  source: "schema, planned replacements and refused values of terraform-provider-aws, asked of the provider itself without a cloud behind it",
  provider: oracle.provider,
  names: `@pulumi/aws ${sdk.version}, its declarations`,
  script: "scripts/extract-oracle.mjs",
  date: new Date().toISOString().slice(0, 10),
};
for (const [module, types] of Object.entries(byModule))
  writeFileSync(join(target, `${module}.json`), `${format({ provenance, types })}\n`);
writeIndex(Object.keys(byModule));
const names = Object.fromEntries([...terraformNames].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(root, "test", "support", "terraform-names.json"), `${JSON.stringify({ provenance, names }, null, 1)}\n`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
const count = Object.values(byModule).reduce((sum, types) => sum + Object.keys(types).length, 0);
process.stdout.write(`${count} types of ${Object.keys(byModule).length} modules\n`);

/** A module that imports each file, so that the compiler carries them to dist/. */
function writeIndex(modules) {
  const imports = modules.map((module) => `import ${module} from "./${module}.json";`);
  const all = modules.map((module) => `  ${module},`);
  const header = "// Written by scripts/extract-oracle.mjs.";
  const text = `${header}\n${imports.join("\n")}\n\nexport const awsFacts = {\n${all.join("\n")}\n} as const;\n`;
  writeFileSync(join(target, "index.ts"), text);
}

/** One property a line: short enough to load quickly, long enough to review. */
function format({ provenance: from, types }) {
  const body = Object.entries(types).map(([token, facts]) => {
    const lines = Object.entries(facts.properties).map(([path, fact]) => `    ${JSON.stringify(path)}:${JSON.stringify(fact)}`);
    return ` ${JSON.stringify(token)}:{"terraform":${JSON.stringify(facts.terraform)},"outputs":${JSON.stringify(facts.outputs)},"properties":{\n${lines.join(",\n")}}}`;
  });
  return `{"provenance":${JSON.stringify(from)},\n"types":{\n${body.join(",\n")}\n}}`;
}
