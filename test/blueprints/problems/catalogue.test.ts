import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE, catalogueEntry } from "../../../blueprints/problems/catalogue";
import { manifestProblems } from "../../../blueprints/problems/manifest";

const root = join(__dirname, "../../..");
const sources = ["blueprints", "components", "stacks", "cli"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, folder, name)),
);
/** Codes that the code uses, without the catalogue's own files. */
const used = new Set(
  sources
    .filter((name) => !name.includes(join("blueprints", "problems")))
    .flatMap((name) => readFileSync(name, "utf8").match(/\bSK\d{4}\b/g) ?? []),
);

test("every code is there once, with its why and what to do", () => {
  expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
  for (const { code, title, why, fix } of CATALOGUE) {
    expect(code).toMatch(/^SK\d{4}$/);
    expect([code, title.length > 5, /[.!?]$/.test(why), fix.length > 5]).toEqual([code, true, true, true]);
  }
});

test("every code that is used can be explained", () => {
  const unknown = [...used].filter((code) => !catalogueEntry(code));
  expect(unknown).toEqual([]);
});

test("no code of the manifest is explained that nothing uses", () => {
  expect(manifestProblems.map(({ code }) => code).filter((code) => !used.has(code))).toEqual([]);
});

test("codes may be asked for in any case", () => {
  expect(catalogueEntry("sk1021")?.title).toBe("An unknown property");
});
