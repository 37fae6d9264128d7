import { loadManifest } from "../../../blueprints/manifest/load";
import type { Problem } from "../../../blueprints/problems/problem";

const MiB = 1024 * 1024;
const repeat = (text: string, bytes: number) => text.repeat(Math.floor(bytes / text.length));
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** Billion laughs: each level holds the one before nine times. */
const bomb = lines(
  12,
  (level) =>
    `l${level}: &l${level} [${Array(9)
      .fill(level === 0 ? "x" : `*l${level - 1}`)
      .join(", ")}]`,
);
/** 300 anchors and far more aliases than a manifest has. */
const manyAliases = `${lines(300, (index) => `a${index}: &a${index} 1`)}\nlist: [${Array.from({ length: 300 }, (_, index) => `*a${index}`).join(", ")}]`;

const HOSTILE: readonly (readonly [what: string, text: string | Uint8Array, code: string])[] = [
  ["an alias bomb", bomb, "SK1004"],
  ["more aliases than anybody needs", manyAliases, "SK1004"],
  ["an anchor that contains itself", "name: &a [*a]", "SK1004"],
  ["an alias without an anchor", "name: *nowhere", "SK1011"],
  ["50 MB", repeat("# comment\n", 50 * MiB), "SK1002"],
  ["50 MB of bytes", Buffer.alloc(50 * MiB, "a"), "SK1002"],
  ["a megabyte of opening brackets", repeat("[", MiB), "SK1004"],
  ["a megabyte of braces", repeat("{a: ", MiB), "SK1004"],
  ["a megabyte of dashes", repeat("- ", MiB), "SK1004"],
  ["a megabyte of question marks", repeat("? ", MiB), "SK1004"],
  ["a megabyte of colons", repeat(": ", MiB), "SK1004"],
  ["a staircase of mappings", lines(500, (index) => `${" ".repeat(index)}a:`), "SK1004"],
  ["a megabyte of keys", lines(60_000, (index) => `key${index}: v`), "SK1004"],
  ["50,000 keys in braces", `{${lines(50_000, (index) => `k${index}: 1,`)}}`, "SK1004"],
  ["a key in a megabyte of one line", `name: ${repeat("x", MiB - 100)}`, "SK1024"],
  ["a quote that never ends", `name: "${repeat("a ", MiB - 100)}`, "SK1005"],
  ["a key of 900 kB", `${repeat("k", 900_000)}: 1`, "SK1005"],
  ["a megabyte of spaces", repeat(" ", MiB), "SK1004"],
  ["a megabyte of tabs", repeat("\t", MiB), "SK1007"],
  ["a megabyte of line breaks", repeat("\n", MiB), "SK1004"],
  ["a megabyte of documents", repeat("---\n", MiB), "SK1004"],
  ["a megabyte of directives", repeat("%YAML 1.2\n", MiB), "SK1004"],
  ["thousands of closing brackets", repeat("]", 18_000), "SK1005"],
  ["thousands of broken lines", lines(1200, () => "a: b: c"), "SK1005"],
  ["thousands of unknown keys", lines(1200, (index) => `key${index}: [1, 2]`), "SK1021"],
  ["thousands of items in a list", `name: [${repeat("a, ", 12_000)}]`, "SK1022"],
  ["thousands of regions", `name: a\nregions: {secondaries: [${repeat("xx-1, ", 24_000)}]}`, "SK1030"],
  ["thousands of services", `name: a\nservices:\n${lines(1000, (index) => `  s${index}: {a: 1}`)}`, "SK1026"],
  ["thousands of documents", repeat("--- a\n", 12_000), "SK1006"],
  ["thousands of anchors", lines(2000, (index) => `a${index}: &a${index} 1`), "SK1021"],
  ["two documents", "name: a\n---\nname: b\n", "SK1006"],
  ["duplicate keys", "name: a\nname: b\n", "SK1009"],
  ["duplicate keys, deep", "name: a\nservices:\n  web: {port: 1, port: 2}\n", "SK1009"],
  ["a tab as indentation", "name: a\nregions:\n\tprimary: eu-west-1\n", "SK1005"],
  ["UTF-16", Buffer.from("\uFEFFname: a\n", "utf16le"), "SK1003"],
  ["Latin-1", Buffer.from("name: caf\u00e9\n", "latin1"), "SK1003"],
  ["an executable", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), "SK1003"],
  ["nothing", "", "SK1007"],
  [
    "environments inside an environment",
    "name: a\nregions: {primary: eu-west-1}\ndomain: a.example.com\nservices: {web: {runs: instances, image: {ssm: /a}}}\n" +
      "data: {orders: {x: 1}}\nenvironments: {production: {environments: {x: 1}}}\n",
    "SK1026",
  ],
  ["only a comment", "# nothing\n", "SK1007"],
  ["a list", "- a\n- b\n", "SK1007"],
  ["a text", "hello", "SK1007"],
  ["the key __proto__", "name: a\n__proto__: {tier: global}\n", "SK1010"],
  ["the key __proto__ in JSON", '{"name": "a", "__proto__": {"tier": "global"}}', "SK1010"],
  ["the key constructor", "name: a\nservices:\n  constructor: {prototype: {x: 1}}\n", "SK1010"],
  ["a key that is a list", "? [a, b]\n: c\n", "SK1008"],
  ["a tag that makes objects", "name: !!js/function 'function () {}'\n", "SK1005"],
  ["numbers as keys", "1: a\n2: b\n", "SK1021"],
];

const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);

describe("hostile and broken manifests", () => {
  test.each(HOSTILE)("%s: a clear error within a second", (_what, text, code) => {
    const start = process.cpuUsage();
    const loaded = loadManifest(text, "scalekit.yaml");
    // Processor time: nothing here waits, and a busy machine must not decide the outcome.
    const { user, system } = process.cpuUsage(start);
    expect(loaded.ok ? [] : codes(loaded.problems)).toContain(code);
    for (const { at, fix } of loaded.ok ? [] : loaded.problems) {
      expect(at?.line).toBeGreaterThan(0);
      expect(fix).not.toBe("");
    }
    expect((user + system) / 1000).toBeLessThan(1000);
  });

  test("nothing that a manifest says reaches the prototype of objects", () => {
    loadManifest('{"name": "a", "__proto__": {"polluted": true}}', "scalekit.json");
    loadManifest("name: a\nconstructor: {prototype: {polluted: true}}", "scalekit.yaml");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
