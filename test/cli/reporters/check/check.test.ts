import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { check } from "../../../../cli/commands/check";
import { CHECK_FORMATS, type CheckFormat, renderCheck } from "../../../../cli/reporters/check";
import { deletionGuard } from "../../../../policies/rules/db/deletion-guard";
import { expectGolden } from "../../../support/golden";
import { clear, findingOf, hostile, plain, since } from "./samples";

const RESULTS = { plain, since, clear, hostile };
type Name = keyof typeof RESULTS;
const names = Object.keys(RESULTS) as Name[];
const style = { color: false, width: 100, details: false };
const render = (format: CheckFormat, name: Name, more: Partial<typeof style> = {}): string =>
  renderCheck(format, RESULTS[name], [deletionGuard], { ...style, ...more });
const never = (): never => {
  throw new Error("the sample has a merge base");
};
const cases = CHECK_FORMATS.flatMap((format) => names.map((name) => [format, name] as const));

// `UPDATE_GOLDEN=1 npx jest test/cli/reporters/check` writes them anew; read the difference before it is committed.
test.each(cases)("%s of the %s result reads as it did", (format, name) => {
  const text = render(format, name).replace(/"version": "\d+\.\d+\.\d+[^"]*"/, '"version": "0.0.0"');
  const golden = join(__dirname, "golden", `${format}-${name}.txt`);
  expectGolden(golden, text);
});

test.each(CHECK_FORMATS)("%s lets nothing through that steers a terminal or turns text around", (format) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the test
  expect(render(format, "hostile")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

test("the comment shows a stranger's words as words: no tag, link, mention, table cell or marker of its own", () => {
  const text = render("markdown", "hostile");
  const [marker = "", ...rest] = text.split("\n");
  expect(marker).toMatch(/^<!-- scalekit-check [a-z0-9-]* [a-z0-9-]* -->$/i);
  const body = rest.join("\n");
  expect(body).not.toMatch(/<img|\]\(|https?:\/\/|<!--/);
  const cells = body
    .split("\n")
    .filter((line) => line.startsWith("| 🛑"))
    .map((line) => line.split("|").length);
  expect(new Set(cells)).toEqual(new Set([8]));
});

test("JUnit fails what decides the exit status: with a merge base only what the change brings", () => {
  expect(render("junit", "plain")).toContain('failures="1"');
  const { comparison, ...rest } = since.since ?? never();
  const old = { ...comparison, added: [], unchanged: since.report.findings };
  const text = renderCheck("junit", { ...since, since: { ...rest, comparison: old } }, [], style);
  expect(text).not.toContain("<failure");
  expect(text).toContain('failures="0"');
});

test("JUnit has no two cases of one name in a suite", () => {
  const [finding] = plain.report.findings;
  const both = [finding, { ...finding, fingerprint: "9".repeat(16) }] as typeof plain.report.findings;
  const text = renderCheck("junit", { ...plain, report: { ...plain.report, findings: both } }, [], style);
  const names = [...text.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(2);
});

test("SARIF says of each rule what code scanning asks for, and of each failure how severe it is", () => {
  const exemption = findingOf({
    rule: "policy/exemption-unused",
    title: "An exemption excuses something",
    blocks: false,
  });
  const report = { ...plain.report, findings: [...plain.report.findings, exemption] };
  const { runs } = JSON.parse(renderCheck("sarif", { ...plain, report }, [deletionGuard], style));
  for (const { shortDescription, fullDescription, help } of runs[0].tool.driver.rules)
    expect([shortDescription.text, fullDescription.text, help.text]).not.toContain("");
  for (const { kind, level } of runs[0].results) expect(kind === "fail").toBe(level !== "none");
});

test("an annotation cannot begin another command", () => {
  const lines = render("github", "hostile").trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^::error file=[^,:]*,line=1,col=1,title=db\/deletion-guard::/);
});

test("SARIF points at lines, carries fingerprints, and tells new from unchanged and gone", () => {
  const { runs } = JSON.parse(render("sarif", "since"));
  const [{ tool, results }] = runs;
  for (const result of results) expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  expect(results.map(({ baselineState }: { baselineState: string }) => baselineState)).toEqual([
    "new",
    "unchanged",
    "unchanged",
    "unchanged",
    "unchanged",
    "unchanged",
    "absent",
  ]);
  expect(results[1].locations[0].physicalLocation.region).toEqual({ startLine: 4, startColumn: 7 });
});

test("the text says the same in colour and keeps to a narrow terminal", () => {
  const start = "\u001b";
  const colored = render("text", "plain", { color: true });
  expect(colored.replaceAll(new RegExp(`${start}\\[\\d+m`, "g"), "")).toBe(render("text", "plain"));
  const long = render("text", "plain", { width: 50 })
    .split("\n")
    .filter((line) => line.length > 50);
  // Addresses with fingerprints are there to copy, places to click.
  for (const line of long) expect(line).toMatch(/production-|scalekit\.yaml:|^✗/);
});

test("a comment stays below what the forge takes", () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({ ...plain.report.findings[0], rule: `db/rule-${index}` }));
  const report = { ...plain.report, findings: many as typeof plain.report.findings };
  expect(renderCheck("markdown", { ...plain, report }, [], style).length).toBeLessThan(65_536);
});

test.each(names)("the JSON of the %s result keeps the published schema", (name) => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../../docs/schemas/check.schema.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  validate(JSON.parse(render("json", name)));
  expect(validate.errors).toBeNull();
});

test("the flags know the formats that there are", () => {
  expect(check.options.format?.choices).toEqual([...CHECK_FORMATS]);
});
