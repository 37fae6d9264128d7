import { parse, stringify } from "yaml";
import type { Random } from "./random";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that are right somewhere, wrong elsewhere, or made to hurt. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  3.5,
  1e308,
  -1e308,
  9007199254740992,
  "",
  " ",
  "off",
  "global",
  "starter",
  "eu-west-1",
  "us-east-1",
  "xx-nowhere-9",
  "5m",
  "99.95%",
  "2000rps",
  "-5rps",
  "1e9rps",
  "40 GiB",
  "12000 USD",
  "10.0.0.0/16",
  "0.0.0.0/0",
  "10.0.0.0/30",
  "db.t3.micro",
  "db.r6g.large",
  "aurora-postgresql",
  "postgres",
  "kubernetes",
  "instances",
  "cloudflare",
  "cloudfront",
  "orders",
  "sessions",
  "nothing",
  "__proto__",
  "constructor",
  "toString",
  "a".repeat(5000),
  "\u0000",
  "\u001b[31m",
  "\u202e",
  "😀",
  "../../etc/passwd",
  "$" + "{HOME}",
  "{{ x }}",
  "`id`",
  "$(id)",
  "'; DROP TABLE",
  [],
  {},
  [[]],
  [null],
  ["/*"],
  ["eu-west-1", "eu-west-1"],
  { ssm: "/a" },
  { __proto__x: 1 },
  { paths: ["/*"] },
];
const KEYS = [
  "services",
  "data",
  "regions",
  "edge",
  "sessions",
  "policies",
  "levels",
  "exemptions",
  "tier",
  "web",
  "x",
  "db/*",
  "global",
  "environments",
  "production",
  "kubernetes",
  "network",
  "cidr",
];

/** A manifest that is near a right one: values, keys and whole sections changed, then now and then its bytes. */
export function mutatedManifest(examples: readonly string[], random: Random): string {
  const document = parse(random.pick(examples)) as Json;
  for (let count = random.below(4); count >= 0; count--) mutate(document, random, examples);
  const text = random.chance(0.2) ? JSON.stringify(document) : stringify(document);
  return random.chance(0.3) ? damaged(text, random) : text;
}

function mutate(root: Json, random: Random, examples: readonly string[]): void {
  const places = containersOf(root);
  const at = random.pick(places);
  if (Array.isArray(at)) {
    if (random.chance(0.5) || at.length === 0) at.push(value(random, examples));
    else at[random.below(at.length)] = value(random, examples);
    return;
  }
  const keys = Object.keys(at);
  const key = keys.length === 0 || random.chance(0.2) ? random.pick(KEYS) : random.pick(keys);
  if (random.chance(0.2)) delete at[key];
  else at[key] = value(random, examples);
}

const value = (random: Random, examples: readonly string[]): Json =>
  random.chance(0.1)
    ? random.pick(containersOf(parse(random.pick(examples)) as Json))
    : structuredClone(random.pick(VALUES));

type Container = Json[] | { [key: string]: Json };
function containersOf(node: Json): Container[] {
  if (typeof node !== "object" || node === null) return [];
  return [node, ...Object.values(node).flatMap(containersOf)];
}

const INSERTS = [
  "\n",
  "\t",
  ":",
  "- ",
  "{",
  "}",
  "[",
  "]",
  "&a ",
  "*a",
  "!!js/function ",
  "|\n",
  "\u0000",
  "\ufeff",
  "#",
  '"',
  "'",
  "%",
  "---\n",
  "? ",
  "<<: *a\n",
  "  ",
];
function damaged(text: string, random: Random): string {
  let result = text;
  for (let count = random.below(5); count >= 0; count--) {
    const at = random.below(result.length + 1);
    const cut = random.chance(0.3) ? random.below(40) : 0;
    result = result.slice(0, at) + (random.chance(0.8) ? random.pick(INSERTS) : "") + result.slice(at + cut);
  }
  return result;
}
