// Writes blueprints/graph/readers/facts/aws.json: how every property of a Terraform AWS type is called in @pulumi/aws, for
// the readers of other tools' formats. Needs the oracle (the provider's own schema) and the SDK.
//
//     node scripts/extract-readers.mjs [../shared/oracle/aws-provider.json.gz]
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { assignTypes, variants } from "./extract/match.mjs";
import { pair } from "./extract/pair.mjs";
import { readSdk } from "./extract/sdk.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oraclePath = resolve(process.argv[2] ?? join(root, "..", "shared", "oracle", "aws-provider.json.gz"));
const oracle = JSON.parse(gunzipSync(readFileSync(oraclePath)).toString("utf8"));
const sdk = readSdk(join(root, "node_modules", "@pulumi", "aws"));

const shapes = [];
const numbers = new Map();
const counts = { properties: 0, paired: 0 };
const types = {};
const tokens = assignTypes(sdk.resources, oracle.types);
for (const terraform of [...tokens.keys()].sort()) {
  const token = tokens.get(terraform);
  const tree = treeOf(oracle.types[terraform]);
  types[terraform] = `${token} ${encode(tree, sdk.resources.get(token).args, sdk.resources.get(token).outputs)}`;
}

/** The schema's dotted paths as a tree; attributes made of objects are looked into as blocks are. */
function treeOf(known) {
  const top = { children: new Map() };
  for (const [path, fact] of Object.entries(known).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) {
    const steps = path.split(".");
    const name = steps.pop();
    let at = top;
    for (const step of steps) at = at.children.get(step);
    at.children.set(name, { fact, children: fact.block ? new Map() : membersOf(fact.type) });
  }
  return top;
}

function membersOf(type) {
  const inner = Array.isArray(type) && (type[0] === "list" || type[0] === "set") ? type[1] : type;
  if (!Array.isArray(inner) || inner[0] !== "object") return new Map();
  return new Map(Object.entries(inner[1]).map(([name, one]) => [name, { fact: { type: one, optional: true }, children: membersOf(one) }]));
}

function encode(tree, members, outputs) {
  const isInput = ({ fact }) => fact.block !== undefined || fact.required || fact.optional;
  const names = [...tree.children.keys()].sort();
  const pairs = pair(members, names.filter((name) => isInput(tree.children.get(name))));
  const memberOf = new Map([...pairs].map(([member, name]) => [name, member]));
  const left = new Set(outputs);
  return names.filter((name) => name !== "timeouts").map((name) => {
    const node = tree.children.get(name);
    counts.properties++;
    const member = memberOf.get(name);
    const output = member ? undefined : variants(name).find((one) => left.has(one));
    const pulumi = member?.name ?? output;
    if (pulumi !== undefined) counts.paired++;
    const nested = node.children.size > 0 ? numberOf(node, member) : "";
    const repeats = node.fact.block ? node.fact.block !== "single" : Array.isArray(node.fact.type) && node.fact.type[0] !== "map";
    const single = member && repeats && !member.list && !member.any ? "^" : "";
    const secret = node.fact.sensitive || node.fact.write_only ? "!" : "";
    return `${name}${spelling(name, pulumi)}${single}${secret}${member ? "" : "~"}${nested}`;
  }).join(",");
}

function numberOf(node, member) {
  const inner = (member?.reference && sdk.input(member.reference)) || [];
  const text = encode(node, inner, []);
  if (!numbers.has(text)) {
    numbers.set(text, shapes.length);
    shapes.push(text);
  }
  return `:${numbers.get(text).toString(36)}`;
}

function spelling(name, pulumi) {
  const [camel, s, es, ies] = variants(name);
  if (pulumi === undefined || pulumi === camel) return "";
  if (pulumi === s) return "+";
  if (pulumi === es) return "+e";
  return pulumi === ies ? "+i" : `=${pulumi}`;
}

const provenance = {
  about: "A type's token and its properties. name, then how Pulumi spells it (nothing: camel case; +, +e, +i: its plural; =other), ^: a list of one that is a single object, !: secret, ~: not an input, :n: the shape of what is inside (base 36).",
  source: `the schema of ${oracle.provider}, asked of the provider itself; declarations of @pulumi/aws ${sdk.version}`,
  script: "scripts/extract-readers.mjs",
  date: new Date().toISOString().slice(0, 10),
};
const lines = (entries) => entries.join(",\n");
const text = `{"provenance":${JSON.stringify(provenance)},
"coverage":${JSON.stringify({ types: Object.keys(oracle.types).length, mapped: tokens.size, properties: counts.properties, paired: counts.paired })},
"types":{
${lines(Object.entries(types).map(([type, shape]) => `${JSON.stringify(type)}:${JSON.stringify(shape)}`))}
},
"shapes":[
${lines(shapes.map((shape) => JSON.stringify(shape)))}
]}
`;
writeFileSync(join(root, "blueprints", "graph", "readers", "facts", "aws.json"), text);
process.stdout.write(`${tokens.size} of ${Object.keys(oracle.types).length} types, ${shapes.length} shapes, ${text.length} bytes; ${JSON.stringify(counts)}\n`);
const missing = Object.keys(oracle.types).filter((type) => !tokens.has(type));
process.stderr.write(`not mapped: ${missing.join(" ")}\n`);
