import type { Problem } from "../problems/problem";
import type { PlanContext } from "./context";

/** A warning about the value at a manifest path, pointing to where it was written if it was. */
export function warning(
  plan: PlanContext,
  code: string,
  path: string,
  { message, fix }: { readonly message: string; readonly fix: string },
): Problem {
  const source = plan.at(path);
  // Of a value that nobody wrote, the nearest place is the whole manifest, which helps nobody.
  const nowhere = JSON.stringify(source) === JSON.stringify(plan.at(""));
  const at =
    "file" in source && !nowhere ? { at: { file: source.file, line: source.line, column: source.column } } : {};
  return { code, message, path, fix, ...at };
}
