import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "../../../.cache/reality");

/**
 * Writes what is predicted, and when. A measurement begins only after this, and nothing of it is read by a prediction.
 * @returns the file
 */
export function record(name: string, what: unknown): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...(what as object) }, null, 2)}\n`);
  if (!existsSync(file)) throw new Error(`${file} is not written`);
  return file;
}

/** For people, past jest's own reporter. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
