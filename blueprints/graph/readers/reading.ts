import type { Outcome, Problem } from "../../problems/problem";
import type { GraphResource, ResourceGraph } from "../graph";
import { isRecord } from "../values";

/** What every reader is told about its text besides the text. */
export interface ReaderOptions {
  /** Name that messages call the text by. */
  readonly file?: string;
  /** Name that the graph gives the stack, in ids too; default: the file's name, or the kind of the input. */
  readonly stack?: string;
  /** Region of resources that don't show their own. */
  readonly region?: string;
}

/** A graph read from another tool's format. */
export interface Reading extends ResourceGraph {
  /** How many resources of each type have no Pulumi type that the reader knows: they keep their own tool's type. */
  readonly unmapped: Readonly<Record<string, number>>;
}

/** Deeper values are cut off as unknown: no real state comes near, and no input shall exhaust the stack. */
export const MAXIMUM_DEPTH = 100;

export type Json = Readonly<Record<string, unknown>>;

export { isRecord };
export const isText = (value: unknown): value is string => typeof value === "string";
/** A member that the input itself wrote, never one of the prototype's. */
export const own = (record: unknown, name: string): unknown =>
  isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
export const recordAt = (record: unknown, name: string): Json => {
  const value = own(record, name);
  return isRecord(value) ? value : {};
};
export const listAt = (record: unknown, name: string): readonly unknown[] => {
  const value = own(record, name);
  return Array.isArray(value) ? value : [];
};

export const stackName = ({ stack, file }: ReaderOptions, fallback: string): string => stack ?? file ?? fallback;

/** @returns undefined where the text is no JSON */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch {
    return undefined;
  }
}

/** Where a text that begins as JSON stops being it; undefined for other texts. Nothing of the content is in it. */
export function breakOf(text: string): string | undefined {
  if (!/^[\uFEFF\s]*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return undefined;
  } catch (error) {
    const [, position] = /position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
    if (position === undefined) return "ends in the middle";
    const before = text.slice(0, Number(position));
    return `is no valid JSON from line ${before.split("\n").length}, column ${before.length - before.lastIndexOf("\n")} on`;
  }
}

/** Runs a reader; what is nested so deeply that it exhausts the process's stack is refused like any other broken input. */
export function guarded<T>(options: ReaderOptions, expected: string, read: () => Outcome<T>): Outcome<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return refuse(options, "is nested too deeply", expected);
    throw error;
  }
}

/** A reading with its unmapped types counted, and said once. */
export function reading(
  resources: readonly GraphResource[],
  isMapped: (type: string) => boolean,
  { file = "the input" }: ReaderOptions,
): Outcome<Reading> {
  const counts = new Map<string, number>();
  for (const { type } of resources) if (!isMapped(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  const unmapped = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  const warnings: Problem[] = counts.size === 0 ? [] : [unknownTypes(file, counts)];
  return { ok: true, value: { resources, unmapped }, warnings };
}

function unknownTypes(file: string, counts: ReadonlyMap<string, number>): Problem {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shown = [...counts.keys()].sort().slice(0, 5).join(", ");
  return {
    code: "SK3041",
    message: `${file} has ${total} resources of types that scalekit cannot judge: ${shown}${counts.size > 5 ? ", …" : ""}`,
    fix: "nothing; they are kept in the graph under their own type and counted",
  };
}

export function refuse({ file = "the input" }: ReaderOptions, what: string, expected: string): Outcome<never> {
  const problem: Problem = {
    code: "SK3040",
    message: `${file} ${what}`,
    expected,
    fix: "write the file again with the tool that it comes from, and give the whole of it",
  };
  return { ok: false, problems: [problem] };
}
