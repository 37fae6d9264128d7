import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";

const root = join(__dirname, "../..");
/** What people read: messages and descriptions in the code, examples, published schemas and the README. */
const texts = ["blueprints", "components", "stacks", "cli", "examples", "docs"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|json|yaml|md)$/.test(name))
      .map((name) => join(folder, name)),
  )
  .concat("README.md");

/** `completion` is yargs' own. */
const known = new Set([...COMMANDS.map(({ command }) => command.split(" ", 1).join("")), "completion"]);

test("no text sends anybody to a command that is not there", () => {
  const unknown = texts.flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(/`(?:npx )?scalekit ([a-z]+)/g)]
      .map(([, command = ""]) => command)
      .filter((command) => !known.has(command))
      .map((command) => `${name}: scalekit ${command}`),
  );
  expect(unknown).toEqual([]);
});
