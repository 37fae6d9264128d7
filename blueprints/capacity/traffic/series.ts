import { isRecord } from "../../graph/values";
import type { Curve } from "./curve";

/** Traffic of the past: requests counted in each period, or requests a second at each time. */
export interface Series {
  /** Unix time in seconds, or seconds since the start where the file has no dates; ascending. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly unit: "count" | "rps";
  readonly periodSeconds: number;
  /** Periods between two rows that are not there. */
  readonly gaps: number;
}

export type SeriesOutcome =
  | { readonly ok: true; readonly value: Series }
  | { readonly ok: false; readonly message: string; readonly expected: string };

const COUNTS = ["count", "counts", "requests", "invocations", "num_request", "hits"];
const RATES = ["rps", "rate", "qps", "value", "requests_per_second"];

/** Reads a CSV file (time, value) or the JSON of a Prometheus range query. Never throws for bad input. */
export function readSeries(text: string, unit?: "count" | "rps"): SeriesOutcome {
  const start = text.search(/\S/);
  if (start === -1) return wrong("the file is empty", "rows of a time and a value");
  return text[start] === "{" ? readPrometheus(text, unit) : readCsv(text, unit);
}

const wrong = (message: string, expected: string): SeriesOutcome => ({ ok: false, message, expected });

function readCsv(text: string, unit: "count" | "rps" | undefined): SeriesOutcome {
  const lines = text.split(/\r?\n/);
  const separator = [",", ";", "\t"].find((sign) => lines[0]?.includes(sign));
  if (separator === undefined) return wrong("line 1 has one column", "a time and a value, with a comma between them");
  const cells = (line: string): readonly string[] =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const head = cells(lines[0] ?? "");
  const titled = timeOf(head[0] ?? "") === undefined;
  const column = titled ? columnOf(head, unit) : 1;
  const found = titled ? head[column]?.toLowerCase() : undefined;
  const kind = unit ?? (found !== undefined && COUNTS.includes(found) ? "count" : "rps");
  if (unit === undefined && found !== undefined && !COUNTS.includes(found) && !RATES.includes(found))
    return wrong(`column ${found.slice(0, 40)} may be a count or a rate`, "--unit count or --unit rps");
  if (unit === undefined && found === undefined)
    return wrong("without a header a value may be a count or a rate", "--unit count or --unit rps");
  const times: number[] = [];
  const values: number[] = [];
  for (let at = titled ? 1 : 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const row = cells(line);
    const time = timeOf(row[0] ?? "");
    if (time === undefined) return wrong(`line ${at + 1} begins with no time`, "2024-01-31 12:00:00 (UTC), or seconds");
    const value = amountIn(row[column] ?? "");
    if (value === undefined) return wrong(`line ${at + 1} has no number of requests`, "a number that is not negative");
    times.push(time);
    values.push(value);
  }
  return seriesOf(times, values, kind);
}

/** The column with a name that is known; else the second. */
function columnOf(head: readonly string[], unit: "count" | "rps" | undefined): number {
  const known = unit === "count" ? COUNTS : unit === "rps" ? RATES : [...COUNTS, ...RATES];
  const at = head.findIndex((name, place) => place > 0 && known.includes(name.toLowerCase()));
  return at === -1 ? 1 : at;
}

const LARGE = 1e11;

/** Dates without a zone are UTC; large numbers are milliseconds. */
function timeOf(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return number >= LARGE ? number / 1000 : number;
  }
  const [, day, clock, zone] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T${clock}${zone ?? "Z"}`);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** A time as a person gives it: as in the file, or a day alone. */
export const pointInTime = (text: string): number | undefined =>
  timeOf(text) ?? (/^\d{4}-\d{2}-\d{2}$/.test(text) ? timeOf(`${text} 00:00`) : undefined);

const MOST = 1e12;

function amountIn(text: string): number | undefined {
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 && number <= MOST ? number : undefined;
}

/** All series of the answer at one time together: instances, regions or paths of one service. */
function readPrometheus(text: string, unit: "count" | "rps" | undefined): SeriesOutcome {
  const expected = "the answer of /api/v1/query_range: {status, data: {resultType: matrix, result: [{values}]}}";
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong("the file is not valid JSON", expected);
  }
  const data = isRecord(document) ? document.data : undefined;
  const result = isRecord(data) && data.resultType === "matrix" ? data.result : undefined;
  if (!Array.isArray(result)) return wrong("the JSON is no range query of Prometheus", expected);
  const sums = new Map<number, number>();
  for (const series of result as readonly unknown[]) {
    const points = isRecord(series) && Array.isArray(series.values) ? (series.values as readonly unknown[]) : undefined;
    if (!points) return wrong("a series has no values", expected);
    for (const point of points) {
      const [time, value] = Array.isArray(point) ? (point as readonly unknown[]) : [];
      const number = typeof value === "string" ? amountIn(value) : undefined;
      if (typeof time !== "number" || number === undefined)
        return wrong("a point is no pair of a time and a number that is not negative", expected);
      sums.set(time, (sums.get(time) ?? 0) + number);
    }
  }
  const times = [...sums.keys()].sort((a, b) => a - b);
  return seriesOf(
    times,
    times.map((time) => sums.get(time) ?? 0),
    unit ?? "rps",
  );
}

function seriesOf(times: readonly number[], values: readonly number[], unit: "count" | "rps"): SeriesOutcome {
  if (times.length < 2) return wrong("fewer than two rows", "at least two times");
  let period = Number.POSITIVE_INFINITY;
  for (let at = 1; at < times.length; at++) {
    const step = (times[at] as number) - (times[at - 1] as number);
    if (step <= 0) return wrong(`row ${at + 1} is not later than the one before`, "times that ascend");
    period = Math.min(period, step);
  }
  let gaps = 0;
  for (let at = 1; at < times.length; at++)
    gaps += Math.max(0, Math.round(((times[at] as number) - (times[at - 1] as number)) / period) - 1);
  return { ok: true, value: { times, values, unit, periodSeconds: period, gaps } };
}

/** The part of a series between two times. */
export function between({ times, values, ...rest }: Series, from: number, until: number): SeriesOutcome {
  const keep = times.flatMap((time, at) => (time >= from && time < until ? [at] : []));
  if (keep.length < 2)
    return wrong("fewer than two rows are left between --from and --until", "times that the file has");
  const pick = (row: readonly number[]): number[] => keep.map((at) => row[at] as number);
  const outcome = seriesOf(pick(times), pick(values), rest.unit);
  return outcome.ok ? { ok: true, value: { ...outcome.value, periodSeconds: rest.periodSeconds } } : outcome;
}

export const seriesSeconds = ({ times, periodSeconds }: Series): number =>
  (times.at(-1) ?? 0) - (times[0] ?? 0) + periodSeconds;

/** Highest rate of a series, in requests a second. */
export const seriesPeak = ({ values, unit, periodSeconds }: Series): number =>
  values.reduce((most, value) => Math.max(most, value), 0) / (unit === "count" ? periodSeconds : 1);

/**
 * Whole requests of a series in even steps. A count is spread evenly over its period, and the sum over all steps is the sum
 * of the file times the factor, rounded once. A period that is missing has no requests where they are counted; a rate holds
 * until the next.
 */
export function seriesCurve(series: Series, stepSeconds: number, factor: number, about: string): Curve {
  const { times, values, unit, periodSeconds, gaps } = series;
  const start = times[0] as number;
  const arrivals = new Float64Array(Math.max(1, Math.ceil(seriesSeconds(series) / stepSeconds)));
  let [row, sum, counted] = [0, 0, 0];
  for (let step = 0; step < arrivals.length; step++) {
    const until = start + (step + 1) * stepSeconds;
    // Rows that end within this step are taken whole, so that nothing is lost to fractions.
    while (row < times.length && endOf(row) <= until) {
      sum += amountOf(row);
      row++;
    }
    const begun = row < times.length ? Math.max(0, until - (times[row] as number)) : 0;
    const part = begun === 0 ? 0 : (amountOf(row) * begun) / (endOf(row) - (times[row] as number));
    const whole = Math.round((sum + part) * factor);
    arrivals[step] = whole - counted;
    counted = whole;
  }
  return { stepSeconds, arrivals, foreseeable: false, about, ...(gaps > 0 && { gaps }), startsAt: start };

  function endOf(at: number): number {
    const own = (times[at] as number) + periodSeconds;
    return unit === "count" ? own : (times[at + 1] ?? own);
  }
  function amountOf(at: number): number {
    return (values[at] as number) * (unit === "count" ? 1 : endOf(at) - (times[at] as number));
  }
}
