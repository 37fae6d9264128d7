import type { ErrorObject } from "ajv/dist/2020";
import type { Problem } from "../problems/problem";
import { problemOf } from "./schema-problems";
import type { Places, Tree } from "./tree";
import { validator } from "./validator";

const MAXIMUM_PROBLEMS = 100;

/** Step two: every place where the tree is not of the schema's form, one problem a place. */
export function validate(tree: Tree, places: Places): readonly Problem[] {
  const check = validator();
  return check(tree) ? [] : problemsOf(check.errors ?? [], places);
}

/** What a checker says of any file of ours, one problem a place. */
export function problemsOf(errors: readonly ErrorObject[], places: Places): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const error of mostTelling(errors)) {
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
