import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Holds what a person sees against a file. `UPDATE_GOLDEN=1 npx jest …` writes it anew: read the difference before it is
 * committed. A file that is missing is written on a developer's machine, and fails where CI is set.
 */
export function expectGolden(file: string, text: string): void {
  const write = process.env.UPDATE_GOLDEN || (!existsSync(file) && !process.env.CI);
  if (write) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}
