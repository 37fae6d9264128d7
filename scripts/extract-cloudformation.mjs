// Writes blueprints/graph/readers/facts/cloudformation-types.json: the Pulumi token of every CloudFormation type that names
// and properties bring together beyond doubt. Needs cfn-lint's schemas and facts/aws.json.
//
//     node scripts/extract-cloudformation.mjs .../site-packages/cfnlint/data/schemas
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSdk } from "./extract/sdk.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const facts = join(root, "blueprints", "graph", "readers", "facts");
const schemas = process.argv[2];
const listed = readFileSync(join(schemas, "providers", "us_east_1.py"), "utf8");
const byHand = JSON.parse(readFileSync(join(facts, "cloudformation.json"), "utf8")).types;
const shaped = new Set(Object.values(JSON.parse(readFileSync(join(facts, "aws.json"), "utf8")).types).map((text) => text.split(" ")[0]));
const sdk = readSdk(join(root, "node_modules", "@pulumi", "aws"));

/** Services whose module @pulumi/aws calls otherwise. */
const MODULES = {
  apigateway: ["apigateway"], applicationautoscaling: ["appautoscaling"], backup: ["backup"], certificatemanager: ["acm"],
  config: ["cfg"], docdb: ["docdb"], ec2: ["ec2", "vpc", "ebs", "ec2transitgateway", "ec2clientvpn"], elasticloadbalancing: ["elb"],
  elasticloadbalancingv2: ["lb"], events: ["cloudwatch"], logs: ["cloudwatch"], internetmonitor: ["cloudwatch"], kinesisfirehose: ["kinesis"],
  kinesisanalyticsv2: ["kinesisanalyticsv2"], opensearchservice: ["opensearch"], stepfunctions: ["sfn"], servicecatalogappregistry: ["servicecatalog"],
  emr: ["emr"], evidently: ["evidently"], pcaconnectorad: ["acmpca"], route53resolver: ["route53"], s3outposts: ["s3outposts"], amazonmq: ["mq"],
  iotthing: ["iot"], qldb: ["qldb"], cognito: ["cognito"], redshift: ["redshift"], rds: ["rds"], msk: ["msk"], databasemigrationservice: ["dms"], dms: ["dms"],
  elasticsearch: ["elasticsearch"], directoryservice: ["directoryservice"], codestarconnections: ["codestarconnections"], memorydb: ["memorydb"],
};
const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
// Without a shape (types newer than the oracle) there is nothing to find properties in.
const tokens = [...sdk.resources].filter(([token]) => shaped.has(token)).map(([token, { args }]) => {
  const [, module, name] = /^aws:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
  return { token, module, name: plain(name ?? ""), properties: new Set(args.map((member) => plain(member.name))) };
});

const types = {};
let total = 0;
for (const [, type, hash] of listed.matchAll(/"(AWS::[\w:]+)": "(\w+)"/g)) {
  total++;
  if (byHand[type]) continue;
  const [, service, resource] = type.split("::").map(plain);
  const schema = JSON.parse(readFileSync(join(schemas, "resources", `${hash}.json`), "utf8"));
  const properties = Object.keys(schema.properties ?? {}).map(plain);
  const modules = MODULES[service] ?? [service];
  const named = tokens.filter(({ module, name }) => modules.includes(module) && (name === resource || `${service}${name}` === resource || `${module}${name}` === resource || resource.replace(/^(db|cache)/, "") === name));
  // With a name in common one property in five is enough to tell a like type from a stranger of the same name.
  const like = named.map((one) => ({ ...one, hits: properties.filter((name) => [name, `${name}s`, name.replace(resource, "")].some((form) => one.properties.has(form))).length }))
    .filter(({ hits }) => hits * 5 >= properties.length)
    .sort((a, b) => b.hits - a.hits);
  if (like[0]) types[type] = like[0].token;
}
const provenance = {
  source: "types and properties of cfn-lint's CloudFormation schemas, matched with the declarations of @pulumi/aws by name and properties",
  script: "scripts/extract-cloudformation.mjs",
  date: new Date().toISOString().slice(0, 10),
};
const known = { types: total, mapped: Object.keys(types).length + Object.keys(byHand).filter((type) => !type.includes(" ")).length };
const lines = Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, token]) => `${JSON.stringify(type)}:${JSON.stringify(token)}`);
writeFileSync(join(facts, "cloudformation-types.json"), `{"provenance":${JSON.stringify(provenance)},\n"coverage":${JSON.stringify(known)},\n"types":{\n${lines.join(",\n")}\n}}\n`);
process.stdout.write(`${JSON.stringify(known)}\n`);
