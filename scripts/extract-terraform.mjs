// Writes test/real/opentofu/aws.json: what the real AWS provider says of the Terraform types that the tests of patches write.
// Needs the oracle (facts asked of terraform-provider-aws itself).
//
//     node scripts/extract-terraform.mjs [../shared/oracle/aws-provider.json.gz]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oraclePath = resolve(process.argv[2] ?? join(root, "..", "shared", "oracle", "aws-provider.json.gz"));
const oracle = JSON.parse(gunzipSync(readFileSync(oraclePath)).toString("utf8"));
const forms = join(root, "test", "cli", "audit", "forms");
const files = readdirSync(forms).filter((name) => name.endsWith(".terraform.yaml"));
const addresses = files.flatMap((name) => Object.keys(parse(readFileSync(join(forms, name), "utf8"))));
const wanted = [...new Set(addresses.map((address) => address.split(".")[0]))].sort();

const types = Object.fromEntries(
  wanted.map((type) => {
    const facts = oracle.types[type];
    if (!facts) throw new Error(`the oracle has no ${type}`);
    const shown = Object.entries(facts).map(([path, { deprecated: _, write_only: __, ...fact }]) => [path, fact]);
    return [type, Object.fromEntries(shown)];
  }),
);
const lines = Object.entries(types).map(([type, facts]) => `${JSON.stringify(type)}:${JSON.stringify(facts)}`);
writeFileSync(
  join(root, "test", "real", "opentofu", "aws.json"),
  `{"provider":${JSON.stringify(oracle.provider)},"types":{\n${lines.join(",\n")}\n}}\n`,
);
