import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Read, readAny } from "../../blueprints/graph/readers/read";

/** Files that other people's tools wrote; kept beside the checkout, never in it. */
const FOLDER = join(__dirname, "..", "..", "..", "shared", "real");

const realPresent = existsSync(FOLDER);

/** A describe that skips, and says so, where the real files are not beside the checkout. */
export const describeWithReal = (name: string, body: () => void): void =>
  realPresent ? describe(name, body) : describe.skip(`${name} (skipped: ../shared/real is not here)`, body);

export const realText = (path: string): string => readFileSync(join(FOLDER, path), "utf8");

/** A real file's graph; templates are read as if for us-east-1. */
export function readReal(path: string): Read {
  const region = path.startsWith("cloudformation/") ? { region: "us-east-1" } : {};
  const outcome = readAny(realText(path), { file: path, ...region });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join("\n"));
  return outcome.value;
}
