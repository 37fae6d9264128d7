import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../blueprints/manifest/load";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Texts of the fenced blocks of one language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text]) => text ?? "");

describe("the README", () => {
  it("shows a manifest that is right", () => {
    const [manifest = ""] = blocks("yaml");
    const loaded = loadManifest(manifest, "README.md", {});
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  it("has two commands of one line each under Quick start", () => {
    expect(blocks("sh").map((block) => block.trim().split("\n").length)).toEqual([1, 1]);
  });

  it("names files that are there", () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, path]) => path ?? "");
    for (const link of links) expect(() => readFileSync(join(root, link))).not.toThrow();
  });
});
