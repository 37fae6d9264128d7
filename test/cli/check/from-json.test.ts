import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFromJson } from "../../../cli/check/from-json";
import { type CheckFormat, renderCheck } from "../../../cli/reporters/check";
import { clear, hostile, plain, since } from "../reporters/check/samples";

const folder = mkdtempSync(join(tmpdir(), "scalekit-document-"));
const style = { color: false, width: 100, details: true };
const again = (text: string) => {
  writeFileSync(join(folder, "check.json"), text);
  return checkFromJson(join(folder, "check.json"), "check.json");
};

describe.each([
  ["plain", plain],
  ["since", since],
  ["clear", clear],
  ["hostile", hostile],
])("the document of the %s result", (_, result) => {
  const document = renderCheck("json", result, [], style);
  test.each(["text", "json", "markdown", "github", "gitlab", "junit"] as readonly CheckFormat[])(
    "reads back to the same %s report",
    (format) => {
      expect(renderCheck(format, again(document), [], style)).toBe(renderCheck(format, result, [], style));
    },
  );
});

test.each([
  ["a list", "[]"],
  ["a finding without a rule", renderCheck("json", plain, [], style).replace('"rule": "db/deletion-guard",', "")],
  [
    "a level that there is not",
    renderCheck("json", plain, [], style).replace('"level": "mandatory"', '"level": "fatal"'),
  ],
])("%s is refused", (_, text) => {
  expect(() => again(text)).toThrow(/SK6009/);
});
