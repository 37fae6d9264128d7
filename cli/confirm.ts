import { createInterface } from "node:readline/promises";
import { ScalekitError } from "../blueprints/problems/problem";
import type { Io } from "./command";

/**
 * Asks a yes-or-no question on the terminal; only a clear yes counts.
 * @throws ScalekitError SK9002 where nobody can answer and `--yes` was not given
 */
export async function confirm(question: string, yes: boolean, io: Io): Promise<boolean> {
  if (yes) return true;
  if (io.stdin.isTTY !== true) {
    throw new ScalekitError({
      code: "SK9002",
      message: "this needs a confirmation, and there is no terminal to ask on",
      fix: "look at what it would do, then run the same command with --yes",
    });
  }
  const prompt = createInterface({ input: io.stdin, output: io.stderr });
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal: io.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}
