import * as parse from "../units";
import type { JsonSchema } from "./json-schema";

type UnitKind = "duration" | "days" | "percent" | "growth" | "rps" | "memory" | "storage" | "cpu" | "money";

/** Bounds in the unit's own form, so that the schema reads like the manifest. */
export interface UnitRange {
  readonly kind: UnitKind;
  readonly minimum: string;
  readonly maximum: string;
}

const PARSERS: Readonly<Record<UnitKind, (text: string) => number | undefined>> = {
  duration: parse.durationSeconds,
  days: parse.days,
  percent: parse.percent,
  growth: parse.growthPerMonth,
  rps: parse.requestsPerSecond,
  memory: parse.memoryMiB,
  storage: parse.storageGiB,
  cpu: parse.cpuCores,
  money: (text) => parse.money(text)?.amount,
};

const FORMS: Readonly<Record<UnitKind, { readonly title: string; readonly pattern: string }>> = {
  duration: { title: "a duration", pattern: "^\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)$" },
  days: { title: "a number of days", pattern: "^\\d+\\s*d$" },
  percent: { title: "a percentage", pattern: "^\\d+(\\.\\d+)?\\s*%$" },
  growth: { title: "growth a month", pattern: "^-?\\d+(\\.\\d+)?\\s*%\\s*/\\s*month$" },
  rps: { title: "requests a second", pattern: "^\\d+(\\.\\d+)?\\s*rps$" },
  memory: { title: "an amount of memory", pattern: "^\\d+(\\.\\d+)?\\s*(MiB|GiB)$" },
  storage: { title: "an amount of storage", pattern: "^\\d+(\\.\\d+)?\\s*(GiB|TiB)$" },
  cpu: { title: "CPU cores", pattern: "^\\d+(\\.\\d+)?m?$" },
  money: { title: "an amount of money a month", pattern: "^\\d+(\\.\\d{1,2})?\\s*USD$" },
};

/** True where the text is of the unit's form and within bounds. */
export function withinUnit(range: UnitRange, text: string): boolean {
  const parser = PARSERS[range.kind];
  const [value, minimum, maximum] = [parser(text), parser(range.minimum), parser(range.maximum)];
  return value !== undefined && minimum !== undefined && maximum !== undefined && value >= minimum && value <= maximum;
}

/** Words for a unit and its bounds: "a duration such as 60s, from 1s to 1d". */
export const describeUnit = (range: UnitRange, example: unknown): string =>
  `${FORMS[range.kind].title}${example === undefined ? "" : ` such as ${String(example)}`}, from ${range.minimum} to ${range.maximum}`;

const unit =
  (kind: UnitKind) =>
  (description: string, minimum: string, maximum: string, example: string): JsonSchema => ({
    type: "string",
    title: FORMS[kind].title,
    description,
    pattern: FORMS[kind].pattern,
    examples: [example],
    "x-unit": { kind, minimum, maximum },
  });

export const duration = unit("duration");
export const days = unit("days");
export const percent = unit("percent");
export const growth = unit("growth");
export const rps = unit("rps");
export const memory = unit("memory");
export const storage = unit("storage");
export const cpu = unit("cpu");
export const money = unit("money");
