import { ScalekitError } from "../blueprints/problems/problem";
import type { CheckFormat } from "./reporters/check";

/** Kept here too: the list itself loads all reporters, and `--help` is quick. A test holds the two together. */
export const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github", "gitlab"] as const;

export interface Output {
  readonly format: CheckFormat;
  readonly file: string;
}

/** Parses `--output FORMAT=FILE`. @throws ScalekitError SK9003 */
export function parseOutput(text: string): Output {
  const cut = text.indexOf("=");
  const format = FORMATS.find((known) => known === text.slice(0, cut));
  const file = text.slice(cut + 1);
  if (cut === -1 || format === undefined || file === "")
    throw new ScalekitError({
      code: "SK9003",
      message: `--output ${text.slice(0, 80)} is not FORMAT=FILE`,
      expected: `one of ${FORMATS.join(", ")}, an equals sign and a file`,
      fix: "write for example --output sarif=check.sarif",
    });
  return { format, file };
}
