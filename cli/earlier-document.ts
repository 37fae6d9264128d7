import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { ScalekitError } from "../blueprints/problems/problem";
import { packageFile } from "../stacks/package-file";
import { readRegularFile } from "../stacks/regular-file";

/** Which document is wanted, and how one that is none is refused. */
export interface Wanted {
  /** Name of the published schema, and of those that it refers to. */
  readonly schema: string;
  readonly refers?: readonly string[];
  readonly code: string;
  /** In words: "document of a check". */
  readonly what: string;
  readonly fix: string;
}

/** Far above any document of ours. */
const MAXIMUM_BYTES = 32 * 1024 * 1024;

/**
 * A JSON document that an earlier run wrote. It may have passed through other hands, so it has to fit the published schema.
 * @throws ScalekitError with the given code
 */
export function earlierDocument(
  path: string,
  shown: string,
  { schema, refers = [], code, what, fix }: Wanted,
): unknown {
  const refuse = (why: string, cause?: unknown) =>
    new ScalekitError({ code, message: `${shown} is no ${what}: ${why}`, fix }, 2, { cause });
  let value: unknown;
  try {
    const text = readRegularFile(path, MAXIMUM_BYTES);
    if (text === undefined) throw new Error("it is not there");
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? "it is not valid JSON" : (error as Error).message, error);
  }
  const ajv = new Ajv2020({ strict: false });
  for (const name of refers) ajv.addSchema(published(name));
  const validate = ajv.compile(published(schema));
  if (!validate(value)) {
    const [problem] = validate.errors ?? [];
    throw refuse(`${problem?.instancePath || "the document"} ${problem?.message ?? "is not as it should be"}`);
  }
  return value;
}

const published = (name: string) => JSON.parse(readFileSync(packageFile(`docs/schemas/${name}.schema.json`), "utf8"));
