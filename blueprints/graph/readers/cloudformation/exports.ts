import { isText, type Json, own, recordAt, stackName } from "../reading";
import type { Context, TemplateOptions } from "./context";
import { graphId } from "./graph-id";
import { prepared } from "./prepare";
import { resolve } from "./resolve";
import { originsOf } from "./unknowns";

/** Graph ids of the resources behind what a template exports, by the export's name. */
export function exportsOf(given: Json, options: TemplateOptions): Map<string, readonly string[]> {
  const stack = stackName(options, "cloudformation");
  const { template, context } = prepared(given, options);
  const found = new Map<string, readonly string[]>();
  for (const output of Object.values(recordAt(template, "Outputs"))) {
    const name = resolve(own(recordAt(output, "Export"), "Name"), context);
    const origins = originsOf(resolve(own(output, "Value"), context));
    if (isText(name) && origins.length > 0)
      found.set(
        name,
        origins.map((logical) => graphId(stack, logical)),
      );
  }
  return found;
}

/** Logical ids of the resources that a template's outputs name, exported or not. */
export const handedOutBy = (template: Json, context: Context): ReadonlySet<string> =>
  new Set(
    Object.values(recordAt(template, "Outputs")).flatMap((output) => originsOf(resolve(own(output, "Value"), context))),
  );
