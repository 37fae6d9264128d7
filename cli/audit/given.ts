import type { Io } from "../command";
import type { Given } from "./sources";

/** How standard input is named among files. */
const STANDARD_INPUT = "-";

type GivenIo = Pick<Io, "cwd" | "env" | "signal" | "stdin">;

/**
 * What is no file: standard input where `-` is among the names, and live stacks as the engine exports them.
 * @throws ScalekitError SK3040 where standard input is too large or broken, SK6014 where a stack is not exported
 */
export async function givenBy(
  names: readonly string[],
  stacks: readonly string[],
  io: GivenIo,
): Promise<{ readonly files: readonly string[]; readonly given: readonly Given[] }> {
  const input = names.includes(STANDARD_INPUT) ? [await inputOf(io)] : [];
  return {
    files: names.filter((name) => name !== STANDARD_INPUT),
    given: [...input, ...(await exported(stacks, io))],
  };
}

async function inputOf({ stdin }: GivenIo): Promise<Given> {
  const { readStandardInput } = await import("./standard-input.js");
  return { name: "standard input", ...(await readStandardInput(stdin)) };
}

/** What the engine says of live stacks; secrets stay encrypted in it. */
async function exported(stacks: readonly string[], io: GivenIo): Promise<readonly Given[]> {
  if (stacks.length === 0) return [];
  const { exportStack } = await import("./export-stack.js");
  const given: Given[] = [];
  for (const stack of stacks) given.push({ name: stack, text: await exportStack(stack, io) });
  return given;
}
