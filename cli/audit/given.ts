import { ScalekitError } from "../../blueprints/problems/problem";
import type { Io } from "../command";
import type { Given } from "./sources";

/** How standard input is named among files. */
const STANDARD_INPUT = "-";

type GivenIo = Pick<Io, "cwd" | "env" | "signal" | "stdin">;

/**
 * What is no file: standard input where `-` is among the names, and live stacks as the engine exports them.
 * @throws ScalekitError SK3040 where standard input is too large, SK6014 where a stack is not exported
 */
export async function givenBy(
  names: readonly string[],
  stacks: readonly string[],
  io: GivenIo,
): Promise<{ readonly files: readonly string[]; readonly given: readonly Given[] }> {
  const input = names.includes(STANDARD_INPUT) ? [{ name: "standard input", text: await inputOf(io) }] : [];
  return {
    files: names.filter((name) => name !== STANDARD_INPUT),
    given: [...input, ...(await exported(stacks, io))],
  };
}

/** Standard input, up to what files may have. */
async function inputOf({ stdin }: GivenIo): Promise<string> {
  const { MAXIMUM_BYTES } = await import("./sources.js");
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > MAXIMUM_BYTES)
      throw new ScalekitError({
        code: "SK3040",
        message: `standard input is larger than ${MAXIMUM_BYTES} bytes`,
        fix: "audit fewer resources at once",
      });
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What the engine says of live stacks; secrets stay encrypted in it. */
async function exported(stacks: readonly string[], io: GivenIo): Promise<readonly Given[]> {
  if (stacks.length === 0) return [];
  const { exportStack } = await import("./export-stack.js");
  const given: Given[] = [];
  for (const stack of stacks) given.push({ name: stack, text: await exportStack(stack, io) });
  return given;
}
