import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../support/root";

// Whoever uses a component from a program of their own reads its arguments in the editor: each one that may be left out
// says what happens then.
const files = readdirSync(join(root, "components"), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"));

/** Optional arguments of the exported interfaces that end in Args, with their comments; `transform` explains itself. */
function optionalArguments(file: string): readonly { readonly name: string; readonly comment: string }[] {
  const text = readFileSync(join(root, "components", file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter((node) => ts.isInterfaceDeclaration(node))
    .filter((node) => /Args$/.test(node.name.text) && ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export)
    .flatMap((node) =>
      node.members
        .filter((member) => member.questionToken !== undefined && member.name?.getText() !== "transform")
        .map((member) => ({
          name: `${node.name.text}.${member.name?.getText()}`,
          comment: ts
            .getJSDocCommentsAndTags(member)
            .map((doc) => doc.getText())
            .join(),
        })),
    );
}

test("every optional argument of every component says its default", () => {
  const all = files.flatMap(optionalArguments);
  expect(all.length).toBeGreaterThan(150);
  expect(all.filter(({ comment }) => !/default/i.test(comment)).map(({ name }) => name)).toEqual([]);
});
