import { isRecord, isText, type Json, own, recordAt } from "../reading";
import type { Context, TemplateOptions } from "./context";
import { graphId } from "./graph-id";
import { resolve } from "./resolve";
import { parseTemplate, templateIn } from "./template";
import { originsOf, unknownFrom } from "./unknowns";

/** A stack inside of another, and what its template is read with. */
export interface NestedStack {
  readonly template: Json;
  readonly options: TemplateOptions;
}

export const NESTED = "AWS::CloudFormation::Stack";
/** Stacks in stacks; CloudFormation's own examples have three levels. */
const MAXIMUM_LEVEL = 8;
/** Folders and name at the end of a template's address that are looked for. */
const MAXIMUM_STEPS = 4;
/** Nested stacks of one template together. */
export const MAXIMUM_STACKS = 500;

/**
 * The template of a nested stack, where it lies beside the outer one: by the CDK's path of the asset, or by the file's name at
 * the end of its address. Its parameters are what the outer template gives.
 * @returns undefined where it cannot be had
 */
export function nestedStack(
  id: string,
  context: Context,
  options: TemplateOptions & { readonly budget: { stacks: number } },
): NestedStack | undefined {
  const resource = own(context.resources, id);
  const { level = 0, budget, open } = options;
  if (own(resource, "Type") !== NESTED || level >= MAXIMUM_LEVEL || budget.stacks <= 0 || !open) return undefined;
  const properties = recordAt(resource, "Properties");
  const outer = options.outer ?? [];
  for (const path of pathsOf(resource, properties)) {
    // A file with the outer one's name is not the one that is meant: it would nest itself.
    if (outer.some((one) => one === path || one.endsWith(`/${path}`))) continue;
    const text = openOrNot(open, path);
    const parsed = text === undefined ? undefined : parseTemplate(text);
    if (!parsed || "wrong" in parsed) continue;
    const template = templateIn(parsed.template);
    if (!isRecord(template) || !isRecord(own(template, "Resources"))) continue;
    budget.stacks--;
    const { stack } = context;
    const given = recordAt({ given: resolve(properties.Parameters ?? {}, context) }, "given");
    const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, outward(value, stack)]));
    return {
      template,
      options: {
        ...options,
        file: path,
        stack: `${stack}/${id}`,
        parameters,
        level: level + 1,
        budget,
        outer: [...outer, path],
      },
    };
  }
  return undefined;
}

function pathsOf(resource: unknown, properties: Json): readonly string[] {
  const asset = own(recordAt(resource, "Metadata"), "aws:asset:path");
  if (isText(asset)) return [asset];
  const address = properties.TemplateURL;
  if (isText(address) && !address.includes(":")) return [address.replace(/^\.\//, "")];
  // The path at the end is written even where bucket and prefix are parameters; as much of it as there is beside the template.
  const [, path = ""] = /([\w./-]+\.(?:ya?ml|json|template))\b[^/]*$/.exec(JSON.stringify(address ?? "")) ?? [];
  const steps = path.split("/").filter((step) => step !== "" && !/^\.+$/.test(step));
  return steps.slice(-MAXIMUM_STEPS).map((_, at, last) => last.slice(at).join("/"));
}

function openOrNot(open: (path: string) => string | undefined, path: string): string | undefined {
  try {
    return open(path);
  } catch {
    return undefined;
  }
}

/** A value of one stack as another sees it: what it comes from is named by its id in the graph. */
export function outward(value: unknown, stack: string): unknown {
  const origins = originsOf(value);
  return origins.length === 0 ? value : unknownFrom(...origins.map((logical) => graphId(stack, logical)));
}
