import { isText, type Json, own, recordAt, stackName } from "../reading";
import { holds } from "./conditions";
import { type Context, contextOf, type TemplateOptions } from "./context";
import { resolve } from "./resolve";
import { originsOf } from "./unknowns";

/** Graph ids of the resources behind what a template exports, by the export's name. */
export function exportsOf(template: Json, options: TemplateOptions): Map<string, readonly string[]> {
  const stack = stackName(options, "cloudformation");
  const context = contextOf(template, { ...options, stack }, holds);
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

/** The id of a template's resource in the graph; an id that is one already (another stack's, imported) stays. */
export const graphId = (stack: string, logical: string): string =>
  logical.startsWith("cloudformation::") ? logical : `cloudformation::${stack}::${logical}`;

/** Logical ids of the resources that a template's outputs name, exported or not. */
export const handedOutBy = (template: Json, context: Context): ReadonlySet<string> =>
  new Set(
    Object.values(recordAt(template, "Outputs")).flatMap((output) => originsOf(resolve(own(output, "Value"), context))),
  );
