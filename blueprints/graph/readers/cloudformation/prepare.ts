import type { Problem } from "../../../problems/problem";
import { isRecord, isText, type Json, own, recordAt, stackName } from "../reading";
import { holds } from "./conditions";
import { type Context, contextOf, type TemplateOptions } from "./context";
import { withoutLoops } from "./loops";
import { MAXIMUM_STACKS, nestedStack, outward } from "./nested";
import { resolve } from "./resolve";
import { withoutServerless } from "./serverless/transform";

export interface Prepared {
  readonly template: Json;
  readonly context: Context;
  /** Whether a transform made a resource, or what is in it. */
  readonly isMade: (id: string) => boolean;
  /** What of the template cannot be seen before its transforms have run. */
  readonly warnings: readonly Problem[];
  /** A stack nested in this one; undefined for all other resources, and where its template is not at hand. */
  readonly nested: (id: string) => Prepared | undefined;
}

/** A template as CloudFormation works on it: loops written out, the serverless model's types replaced. */
export function prepared(template: Json, options: TemplateOptions): Prepared {
  const named = {
    ...options,
    stack: stackName(options, "cloudformation"),
    outer: options.outer ?? (options.file === undefined ? [] : [options.file]),
    budget: options.budget ?? { stacks: MAXIMUM_STACKS },
  };
  const { template: unrolled, closed } = withoutLoops(template, () => contextOf(template, named, holds));
  const whole = withoutServerless(unrolled);
  const untyped = Object.entries(recordAt(whole, "Resources")).flatMap(([id, resource]) =>
    isRecord(resource) && isText(resource.Type) ? [] : [id],
  );
  const nested = new Map<string, Prepared | undefined>();
  const nestedIn = (id: string): Prepared | undefined => {
    if (nested.has(id)) return nested.get(id);
    // Set first: stacks that wait for each other's outputs are nobody's.
    nested.set(id, undefined);
    const inner = nestedStack(id, context, named);
    nested.set(id, inner && prepared(inner.template, inner.options));
    return nested.get(id);
  };
  const context = contextOf(whole, named, holds, (id, output) => {
    const inner = nestedIn(id);
    const value = own(own(recordAt(inner?.template, "Outputs"), output), "Value");
    return inner && value !== undefined ? outward(resolve(value, inner.context), inner.context.stack) : undefined;
  });
  return {
    template: whole,
    context,
    nested: nestedIn,
    isMade: (id) => typeIn(template, id) !== typeIn(whole, id),
    warnings: skipped(options.file ?? "the template", closed, untyped),
  };
}

const typeIn = (template: Json, id: string): unknown => own(own(own(template, "Resources"), id), "Type");

function skipped(file: string, closed: readonly string[], untyped: readonly string[]): Problem[] {
  const of = (count: number, names: readonly string[]): string =>
    `${names.slice(0, 3).join(", ")}${count > 3 ? ", …" : ""}`;
  const problem = (message: string, fix: string): Problem => ({ code: "SK3042", message, fix });
  return [
    ...(closed.length === 0
      ? []
      : [
          problem(
            `${file} has ${closed.length} loops over what is not known (${of(closed.length, closed)}): what they make is not seen`,
            "give the template as it was deployed: `aws cloudformation get-template --template-stage Processed`",
          ),
        ]),
    ...(untyped.length === 0
      ? []
      : [
          problem(
            `${file} has ${untyped.length} resources without a type (${of(untyped.length, untyped)}): what a macro makes of them is not seen`,
            "give the template as it was deployed: `aws cloudformation get-template --template-stage Processed`",
          ),
        ]),
  ];
}
