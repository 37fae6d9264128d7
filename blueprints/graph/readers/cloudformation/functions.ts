import { isSecret, isUnknown, SECRET } from "../../values";
import { isRecord, isText, own } from "../reading";
import type { Context } from "./context";

/** Unknown or secret: no function can look inside. */
export const isOpen = (value: unknown): boolean => isUnknown(value) || isSecret(value);

/** Functions over arguments that were resolved already; undefined where the answer isn't known. */
export const FUNCTIONS: Readonly<Record<string, (argument: unknown, context: Context) => unknown>> = {
  "Fn::Join": join,
  "Fn::Split": split,
  "Fn::Select": select,
  "Fn::FindInMap": findInMap,
  // The decoded text says more; nothing compares it with what runs.
  "Fn::Base64": (text) => (isText(text) || isSecret(text) ? text : undefined),
  "Fn::GetAZs": zones,
  "Fn::Length": (list) => (Array.isArray(list) ? list.length : undefined),
  "Fn::ToJsonString": (value) => (hasOpen(value) ? undefined : JSON.stringify(value)),
};

function join(argument: unknown): unknown {
  const [separator, list] = listOf(argument);
  if (!isText(separator) || !Array.isArray(list)) return undefined;
  if (list.some(isSecret)) return SECRET;
  return list.some((item) => typeof item === "object") ? undefined : list.join(separator);
}

function split(argument: unknown): unknown {
  const [separator, text] = listOf(argument);
  return isText(separator) && isText(text) ? text.split(separator) : undefined;
}

function select(argument: unknown): unknown {
  const [index, list] = listOf(argument);
  return Array.isArray(list) ? list[Number(index)] : undefined;
}

function findInMap(argument: unknown, { mappings }: Context): unknown {
  const [map, top, second, more] = listOf(argument);
  const found = isText(map) && isText(top) && isText(second) ? own(own(own(mappings, map), top), second) : undefined;
  if (found !== undefined) return found;
  return [map, top, second].some(isOpen) ? undefined : own(more, "DefaultValue");
}

/** An account's first zones are called a, b and c in nearly every region; what matters here is that they differ. */
function zones(argument: unknown, { parameters }: Context): unknown {
  const region = argument === "" || argument === null ? parameters.get("AWS::Region") : argument;
  return isText(region) ? ["a", "b", "c"].map((letter) => `${region}${letter}`) : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function hasOpen(value: unknown): boolean {
  if (isOpen(value)) return true;
  if (Array.isArray(value)) return value.some(hasOpen);
  return isRecord(value) && Object.values(value).some(hasOpen);
}
