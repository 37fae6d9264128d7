import { isSecret, isUnknown } from "../../values";
import { isRecord, isText, own } from "../reading";
import type { Context } from "./context";
import { resolve } from "./resolve";

/** Whether a condition of the template holds; undefined where that depends on what isn't known. */
export function holds(name: string, context: Context): boolean | undefined {
  if (context.judged.has(name)) return context.judged.get(name);
  // Set first: a condition that leads back to itself is unknown.
  context.judged.set(name, undefined);
  const result = judge(own(context.conditions, name), context);
  context.judged.set(name, result);
  return result;
}

function judge(condition: unknown, context: Context): boolean | undefined {
  if (!isRecord(condition)) return undefined;
  const [[name, argument] = ["", undefined]] = Object.entries(condition);
  if (name === "Condition" && isText(argument)) return holds(argument, context);
  const parts = Array.isArray(argument) ? argument : [argument];
  switch (name) {
    case "Fn::Equals":
      return equal(resolve(parts[0], context), resolve(parts[1], context));
    case "Fn::Not": {
      const inner = judge(parts[0], context);
      return inner === undefined ? undefined : !inner;
    }
    case "Fn::And":
      return all(parts, context, false);
    case "Fn::Or": {
      return all(parts, context, true);
    }
    default:
      return undefined;
  }
}

/** And ends at the first false, Or at the first true; an unknown part matters only where none of these is there. */
function all(parts: readonly unknown[], context: Context, ending: boolean): boolean | undefined {
  const results = parts.map((part) => judge(part, context));
  if (results.includes(ending)) return ending;
  return results.includes(undefined) ? undefined : !ending;
}

function equal(one: unknown, other: unknown): boolean | undefined {
  if ([one, other].some((value) => isUnknown(value) || isSecret(value))) return undefined;
  return typeof one === "object" || typeof other === "object"
    ? JSON.stringify(one) === JSON.stringify(other)
    : String(one) === String(other);
}
