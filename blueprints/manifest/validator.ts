import type { ValidateFunction } from "ajv/dist/2020";

let known: ValidateFunction | undefined;

/** The function that checks a tree against the manifest's schema: as the build wrote it, else compiled once a process. */
export function validator(): ValidateFunction {
  known ??= written() ?? compiled();
  return known;
}

/**
 * Compiling the schema takes longer than all else that happens to a manifest, so the build does it and writes the code
 * beside this file (scripts/build.mjs). From source there is none.
 */
function written(): ValidateFunction | undefined {
  try {
    return require("./validator.generated") as ValidateFunction;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function compiled(): ValidateFunction {
  const { ajv } = require("./schema/ajv") as typeof import("./schema/ajv");
  const { manifestSchema } = require("./schema/schema") as typeof import("./schema/schema");
  return ajv().compile(manifestSchema);
}
