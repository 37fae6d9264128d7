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
  const at = "file" in source ? { at: { file: source.file, line: source.line, column: source.column } } : {};
  return { code, message, path, fix, ...at };
}
