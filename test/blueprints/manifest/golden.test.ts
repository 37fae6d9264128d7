import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import { clean, formatProblems } from "../../../blueprints/problems/format";

const golden = (name: string) => join(__dirname, "golden", name);

/** Control characters but the line break, and characters that reorder text. */
const steers = (character: string): boolean => character !== "\n" && /[\p{Cc}\p{Cf}]/u.test(character);

/** What a person sees. After a change on purpose: UPDATE_GOLDEN=1 npx jest golden, and look at the difference. */
describe("the text of problems", () => {
  test.each(["broken", "meaning", "terminal", "syntax"])("%s.yaml", (name) => {
    const text = readFileSync(golden(`${name}.yaml`), "utf8");
    const loaded = loadManifest(text, "scalekit.yaml");
    const shown = loaded.ok ? "" : `${formatProblems(loaded.problems, { text })}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden(`${name}.txt`), shown);
    expect(shown).toBe(readFileSync(golden(`${name}.txt`), "utf8"));
  });

  test("what somebody else wrote cannot steer the terminal, in colour or not", () => {
    const text = readFileSync(golden("terminal.yaml"), "utf8");
    const loaded = loadManifest(text, "\u001b[2Jscalekit.yaml");
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems.length).toBeGreaterThan(0);
    expect([...formatProblems(problems, { text })].filter(steers)).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours and nothing else
    const withoutColour = formatProblems(problems, { text, color: true }).replaceAll(/\u001b\[(?:1|2|22|31|39)m/g, "");
    expect(withoutColour).toBe(formatProblems(problems, { text }));
    expect(clean("a\tb\u001bc\u200bd")).toBe("a b\ufffdc\ufffdd");
  });

  test("a flood of problems is cut, and says so", () => {
    const many = Array.from({ length: 80 }, (_, index) => ({ code: "SK1021", message: `m${index}`, fix: "f" }));
    expect(formatProblems(many)).toContain("and 30 more problems");
  });

  test("a caret below a place far to the right stays on the screen", () => {
    const text = `${" ".repeat(5000)}x: 1\n`;
    const shown = formatProblems(
      [{ code: "SK1021", message: "m", at: { file: "f", line: 1, column: 5001 }, fix: "f" }],
      { text },
    );
    for (const line of shown.split("\n")) expect(line.length).toBeLessThan(130);
    const [, source = "", caret = ""] = shown.split("\n");
    expect(source[caret.indexOf("^")]).toBe("x");
  });
});
