// Writes stacks/sandbox/facts/{cloudflare,kubernetes,random}.json: properties of the types that the sandbox simulates, as
// the Pulumi SDKs declare them. What replaces a resource comes from hand-written lists with their sources (shapes.mjs).
//
//     node scripts/extract-shapes.mjs
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSdk } from "./extract/sdk.mjs";
import { SHAPES } from "./extract/shapes.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Deeper than any Kubernetes object that a program of ours writes; stops types that contain themselves. */
const DEEPEST = 9;

for (const [provider, shapes] of Object.entries(SHAPES)) {
  const sdk = readSdk(join(root, "node_modules", "@pulumi", provider));
  const types = {};
  for (const [token, replaces] of Object.entries(shapes.types)) {
    const resource = sdk.resources.get(token);
    if (!resource) throw new Error(`@pulumi/${provider} has no ${token}`);
    const properties = {};
    walk(sdk, resource.args, "", properties, []);
    for (const [path, why] of Object.entries({ ...shapes.replaces, ...replaces })) {
      if (properties[path]) properties[path].replaces = true;
      else if (!(path in (shapes.replaces ?? {}))) throw new Error(`${token} has no ${path} (${why})`);
    }
    const outputs = resource.outputs.filter((name) => !(name in properties));
    types[token] = { outputs, properties };
  }
  for (const [token, own] of Object.entries(shapes.custom ?? {})) types[token] = custom(token, own, types);
  const provenance = {
    source: `declarations of @pulumi/${provider} ${sdk.version}; replacements: ${shapes.source}`,
    script: "scripts/extract-shapes.mjs",
    date: new Date().toISOString().slice(0, 10),
  };
  const body = Object.entries(types).map(([token, facts]) => {
    const lines = Object.entries(facts.properties).map(([path, fact]) => `    ${JSON.stringify(path)}:${JSON.stringify(fact)}`);
    return ` ${JSON.stringify(token)}:{"outputs":${JSON.stringify(facts.outputs)},"properties":{\n${lines.join(",\n")}}}`;
  });
  const text = `{"provenance":${JSON.stringify(provenance)},\n"types":{\n${body.join(",\n")}\n}}\n`;
  writeFileSync(join(root, "stacks", "sandbox", "facts", `${provider}.json`), text);
  process.stdout.write(`${provider}: ${body.length} types\n`);
}

/** What every Kubernetes object has, and what is its own. */
function custom(token, own, types) {
  const common = Object.entries(types["kubernetes:core/v1:Namespace"].properties).filter(([path]) => /^(apiVersion|kind|metadata)\b/.test(path));
  const [, version, kind] = token.split(":");
  const named = { apiVersion: { type: "string", replaces: true, oneOf: [version] }, kind: { type: "string", replaces: true, oneOf: [kind] } };
  return { outputs: [], properties: { ...Object.fromEntries(common), ...named, ...own } };
}

function walk(sdk, members, prefix, into, ancestors) {
  for (const member of members) {
    const path = prefix + member.name;
    const nested = member.reference && !ancestors.includes(member.reference) && sdk.input(member.reference);
    const open = !nested || ancestors.length >= DEEPEST;
    into[path] = { type: typeOf(member, open), ...(!member.optional && { required: true }), ...(member.constant && { oneOf: [member.constant] }) };
    if (open) continue;
    walk(sdk, nested, member.list ? `${path}[].` : `${path}.`, into, [...ancestors, member.reference]);
  }
}

function typeOf(member, open) {
  if (member.any) return "any";
  // Kubernetes' IntOrString and Cloudflare's one-of-two types take either.
  const base = member.mixed ? "any" : member.reference ? (open ? "any" : "object") : (member.scalar ?? "any");
  if (member.map) return `${base}{}`;
  return member.list ? `${base}[]` : base;
}
