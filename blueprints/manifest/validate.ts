import Ajv2020, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import type { Problem } from "../problems/problem";
import { manifestSchema } from "./schema/schema";
import { type UnitRange, withinUnit } from "./schema/units";
import { problemOf } from "./schema-problems";
import type { Places, Tree } from "./tree";

const MAXIMUM_PROBLEMS = 100;

let compiled: ValidateFunction | undefined;

/** Compiled once a process: compiling costs more than all checks together. */
function validator(): ValidateFunction {
  if (!compiled) {
    // strictRequired wants each required name declared beside it; `if` and `then` name what the outer schema declares.
    const ajv = new Ajv2020({
      allErrors: true,
      strict: true,
      strictRequired: false,
      verbose: true,
      allowUnionTypes: true,
    });
    ajv.addKeyword({
      keyword: "x-unit",
      type: "string",
      schemaType: "object",
      errors: false,
      validate: (range: UnitRange, text: string) => withinUnit(range, text),
    });
    compiled = ajv.compile(manifestSchema);
  }
  return compiled;
}

/** Step two: every place where the tree is not of the schema's form, one problem a place. */
export function validate(tree: Tree, places: Places): readonly Problem[] {
  const check = validator();
  if (check(tree)) return [];
  const found = new Map<string, Problem>();
  for (const error of mostTelling(check.errors ?? [])) {
    const problem = problemOf(error, places);
    const key = `${problem.path ?? ""} ${problem.code === "SK1026" ? problem.message : ""}`;
    if (!found.has(key)) found.set(key, problem);
    if (found.size >= MAXIMUM_PROBLEMS) break;
  }
  return [...found.values()];
}

/**
 * Drops errors that only say that a branch did not fit: the error inside the branch says it better. Of an `anyOf`
 * (a string or a mapping) the branch of the written type is kept.
 */
function mostTelling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const useful = errors.filter(({ keyword }) => !["if", "anyOf", "propertyNames"].includes(keyword));
  return useful.filter((error) => {
    if (error.keyword !== "type" || !inBranch(error)) return true;
    const others = useful.filter(
      (other) => other !== error && inBranch(other) && startsWith(other, error.instancePath),
    );
    return (
      others.length === 0 ||
      others.every((other) => other.keyword === "type" && other.instancePath === error.instancePath)
    );
  });
}

const startsWith = (error: ErrorObject, path: string): boolean =>
  error.instancePath === path || error.instancePath.startsWith(`${path}/`);
/** Branches of `anyOf` are the image and the domain only; a $ref inside one shows as a path of its own. */
const inBranch = (error: ErrorObject): boolean => /(^\/domain|\/image)(\/|$)/.test(error.instancePath);
