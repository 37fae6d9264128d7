import facts from "../facts/recovery.json";
import type { Setting } from "../topology/topology";
import { ENDLESS, exactly, type Range } from "./range";
import type { StepKind } from "./step-kinds";

/** Where a step's seconds come from. */
export type Basis =
  | { readonly kind: "setting"; readonly settings: readonly Setting[]; readonly formula: string }
  | { readonly kind: "documented"; readonly source: string; readonly date: string }
  /** Without a date where it is the environment's own. */
  | { readonly kind: "assumed"; readonly date?: string }
  /** The environment's own: a drill, an incident. */
  | { readonly kind: "measured"; readonly said: string }
  /** A wait without a number. */
  | { readonly kind: "none" };

/** A control plane that a step has to ask. */
export interface Plane {
  readonly service: string;
  readonly region: string;
}

export interface Step {
  /** The same step of two scenarios has the same id. */
  readonly id: string;
  readonly kind: StepKind;
  readonly what: string;
  readonly time: Range;
  readonly basis: Basis;
  readonly after: readonly string[];
  readonly needs?: Plane;
  /** Reads are answered without it. */
  readonly writesOnly?: boolean;
  /** The service or the store that waits for it; absent where everything does. */
  readonly of?: Concern;
}
export interface Concern {
  readonly service?: string;
  readonly store?: string;
}

/** Steps that only what concerns them waits for. */
export const concerning = (of: Concern, steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => (step.of ? step : { ...step, of }));

export type Timed = keyof typeof facts.times;

/** A step whose seconds stand in facts/recovery.json. */
export function known(
  id: string,
  kind: StepKind,
  fact: Timed,
  after: readonly string[],
  more: Partial<Pick<Step, "what" | "needs" | "writesOnly">> = {},
): Step {
  const { min, typical, max, what } = facts.times[fact];
  return { id, kind, what, time: { min, typical, max }, basis: basisOf(facts.times[fact]), after, ...more };
}

interface Figure {
  readonly kind: string;
  readonly date: string;
  readonly source?: string;
}

const basisOf = ({ kind, date, source }: Figure): Basis =>
  kind === "documented" && source !== undefined ? { kind, source, date } : { kind: "assumed", date };

/** A wait that nothing of ours ends. */
export const waitFor = (id: string, what: string, more: Partial<Pick<Step, "after" | "writesOnly">> = {}): Step => ({
  id,
  kind: "wait",
  what,
  time: ENDLESS,
  basis: { kind: "none" },
  after: [],
  ...more,
});

const RANGES: Readonly<Record<string, unknown>> = facts.ranges;

/** A setting's value, or all that it may be where it is written and not known. */
export function rangeOf({ setting, value }: Setting): Range {
  if (value !== undefined) return exactly(value);
  const range = RANGES[setting];
  const [min = 0, typical = 0, max = 0] = Array.isArray(range) ? (range as number[]) : [];
  return { min, typical, max };
}

/** A step whose seconds follow from settings; with one that is not known it rests on an assumption. */
export function bySettings(
  step: Pick<Step, "id" | "kind" | "what" | "time" | "after">,
  settings: readonly Setting[],
  formula: string,
): Step {
  const seen = settings.every(({ value }) => value !== undefined);
  return { ...step, basis: seen ? { kind: "setting", settings, formula } : { kind: "assumed", date: facts.date } };
}
