import { isSecret, SECRET } from "../../values";
import { isRecord, isText, MAXIMUM_DEPTH, own } from "../reading";
import { type Context, NO_VALUE } from "./context";
import { FUNCTIONS } from "./functions";
import { originsOf, unknownFrom } from "./unknowns";

/**
 * A value of the template with its functions resolved as far as they can be. What stays open is marked unknown, and
 * `originsOf` tells which resources it comes from.
 */
export function resolve(value: unknown, context: Context, depth = 0): unknown {
  if (depth > MAXIMUM_DEPTH) return unknownFrom();
  if (isText(value)) return dynamic(value);
  if (Array.isArray(value))
    return value.map((item) => resolve(item, context, depth + 1)).filter((item) => item !== NO_VALUE);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first && isFunction(first[0])) return call(first[0], first[1], context, depth + 1);
  return Object.fromEntries(
    entries
      .map(([key, inner]): [string, unknown] => [key, resolve(inner, context, depth + 1)])
      .filter(([, inner]) => inner !== NO_VALUE),
  );
}

const isFunction = (name: string): boolean => name === "Ref" || name === "Condition" || name.startsWith("Fn::");

function call(name: string, argument: unknown, context: Context, depth: number): unknown {
  if (name === "Ref") return ref(argument, context);
  if (name === "Fn::GetAtt") return attribute(argument, context);
  if (name === "Fn::If") return choose(argument, context, depth);
  if (name === "Fn::Sub") return substitute(argument, context, depth);
  const resolved = resolve(argument, context, depth);
  if (name === "Fn::ImportValue")
    return unknownFrom(...(isText(resolved) ? (context.imports.get(resolved) ?? []) : []));
  const known = FUNCTIONS[name]?.(resolved, context);
  return known === undefined ? unknownFrom(...originsOf(resolved)) : known;
}

function ref(name: unknown, { parameters, resources }: Context): unknown {
  if (!isText(name)) return unknownFrom();
  if (parameters.has(name)) return parameters.get(name);
  return own(resources, name) === undefined ? unknownFrom() : unknownFrom(name);
}

function attribute(argument: unknown, { resources, nestedOutput }: Context): unknown {
  const [name, ...attribute] = isText(argument) ? argument.split(".") : Array.isArray(argument) ? argument : [];
  if (!isText(name) || own(resources, name) === undefined) return unknownFrom();
  const [, output] = /^Outputs\.(.+)$/.exec(attribute.join(".")) ?? [];
  return (output === undefined ? undefined : nestedOutput(name, output)) ?? unknownFrom(name);
}

function choose(argument: unknown, context: Context, depth: number): unknown {
  const [condition, yes, no] = Array.isArray(argument) ? argument : [];
  const result = isText(condition) ? context.holds(condition, context) : undefined;
  if (result !== undefined) return resolve(result ? yes : no, context, depth);
  const [one, other] = [resolve(yes, context, depth), resolve(no, context, depth)];
  if (one === other || (JSON.stringify(one) === JSON.stringify(other) && originsOf([one, other]).length === 0))
    return one;
  return unknownFrom(...originsOf([one, other].filter((value) => value !== NO_VALUE)));
}

/** `${Name}` and `${Name.Attribute}` in a text; `${!Name}` stays as `${Name}`. */
function substitute(argument: unknown, context: Context, depth: number): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  if (!isText(text)) return unknownFrom();
  const open: unknown[] = [];
  const result = text.replace(/\$\{([^}!]{1,300})\}/g, (_, name: string) => {
    const given = own(variables, name.trim());
    const value =
      given !== undefined
        ? resolve(given, context, depth)
        : name.includes(".")
          ? attribute(name.trim(), context)
          : ref(name.trim(), context);
    if (typeof value === "object" || typeof value === "symbol") open.push(value);
    return typeof value === "object" ? "" : String(value);
  });
  if (open.some(isSecret)) return SECRET;
  // Whatever the open parts are, a text that resolves to a secret is one.
  if (isSecret(dynamic(result))) return SECRET;
  return open.length > 0 ? unknownFrom(...originsOf(open)) : dynamic(result.replace(/\$\{!/g, "${"));
}

/** `{{resolve:…}}` is looked up when the stack is deployed. */
function dynamic(text: string): unknown {
  const [, service] = /\{\{resolve:([\w-]+):/.exec(text) ?? [];
  if (service === undefined) return text;
  return service === "ssm" ? unknownFrom() : SECRET;
}
