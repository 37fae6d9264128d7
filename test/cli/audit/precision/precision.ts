import data from "./systems.json";

/** Names of resources by rule. */
export type Named = Readonly<Record<string, readonly string[]>>;

export interface System {
  readonly id: string;
  readonly form: string;
  readonly repository: string;
  readonly commit: string;
  readonly paths: readonly string[];
  readonly resources: number;
  /** What each judged rule fails. */
  readonly found: Named;
  /** Of these, what it should not have failed. */
  readonly falseAlarms?: Named;
  /** What it should have failed. */
  readonly missed?: Named;
  /** How often it could not tell. */
  readonly unknown?: Readonly<Record<string, number>>;
}

export interface Judged {
  readonly about: string;
  readonly date: string;
  readonly tier: string;
  /** Rules for which misses were looked for. */
  readonly searched: readonly string[];
  /** The same systems by the code as it was before they were read; unread is systems refused. */
  readonly before: {
    readonly found: number;
    readonly falseAlarms: number;
    readonly missed: number;
    readonly unread: number;
  };
  readonly systems: readonly System[];
}

export const JUDGED: Judged = data as unknown as Judged;

export interface Tally {
  readonly found: number;
  readonly falseAlarms: number;
  readonly missed: number;
  readonly unknown: number;
}

const NONE: Tally = { found: 0, falseAlarms: 0, missed: 0, unknown: 0 };

const add = (one: Tally, other: Tally): Tally => ({
  found: one.found + other.found,
  falseAlarms: one.falseAlarms + other.falseAlarms,
  missed: one.missed + other.missed,
  unknown: one.unknown + other.unknown,
});

export const sum = (tallies: Iterable<Tally>): Tally => [...tallies].reduce(add, NONE);

export const rulesOf = ({ found, falseAlarms, missed, unknown }: System): readonly string[] => [
  ...new Set([found, falseAlarms, missed, unknown].flatMap((one) => Object.keys(one ?? {}))),
];

const tallyOf = (system: System, rule: string): Tally => ({
  found: system.found[rule]?.length ?? 0,
  falseAlarms: system.falseAlarms?.[rule]?.length ?? 0,
  missed: system.missed?.[rule]?.length ?? 0,
  unknown: system.unknown?.[rule] ?? 0,
});

export const tallyOfSystem = (system: System): Tally => sum(rulesOf(system).map((rule) => tallyOf(system, rule)));

export function byRule(systems: readonly System[]): ReadonlyMap<string, Tally> {
  const rules = [...new Set(systems.flatMap(rulesOf))].sort();
  return new Map(rules.map((rule) => [rule, sum(systems.map((system) => tallyOf(system, rule)))]));
}

/** Share of what was found that was right; undefined where nothing was found. */
export const precisionOf = ({ found, falseAlarms }: Pick<Tally, "found" | "falseAlarms">): number | undefined =>
  found === 0 ? undefined : (found - falseAlarms) / found;

/** Share of what is wrong that was found; undefined where nothing is. */
export function recallOf({
  found,
  falseAlarms,
  missed,
}: Pick<Tally, "found" | "falseAlarms" | "missed">): number | undefined {
  const right = found - falseAlarms;
  return right + missed === 0 ? undefined : right / (right + missed);
}
