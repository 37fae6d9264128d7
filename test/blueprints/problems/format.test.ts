import { formatProblems } from "../../../blueprints/problems/format";

test("a byte order mark is neither shown nor counted as a column", () => {
  const problem = { code: "SK1026", message: '"regions" is missing', fix: "add them" };
  const at = { file: "scalekit.yaml", line: 1, column: 1 };
  expect(formatProblems([{ ...problem, at }], { text: "\uFEFFname: shop\n" })).toContain(
    "\n    1 | name: shop\n        ^\n",
  );
});
