import type {
  CostDifference,
  Difference,
  ResourceDifference,
  ScenarioDifference,
} from "../../check/difference/difference";
import { usd } from "../cost/numbers";
import { time } from "../prove/words";
import { plural } from "./groups";

/** `3 resources added, 1 removed, 2 changed`. */
export function resourceWords({ added, removed, changed }: ResourceDifference): string {
  const counts = [
    [added.length, "added"],
    [removed.length, "removed"],
    [changed.length, "changed"],
  ] as const;
  const [first, ...rest] = counts.filter(([count]) => count > 0);
  if (!first) return "no resource differs";
  return [`${plural(first[0], "resource")} ${first[1]}`, ...rest.map(([count, what]) => `${count} ${what}`)].join(", ");
}

/** A resource a line: a sign, its address, and the inputs that differ. What holds data comes first, then what goes. */
export function resourceRows({ added, removed, changed }: ResourceDifference): readonly ResourceRow[] {
  const rows = [
    ...removed.map(({ address, stateful }) => ({ sign: "-" as const, address, stateful, inputs: [] })),
    ...changed.map(({ address, stateful, inputs }) => ({ sign: "~" as const, address, stateful, inputs })),
    ...added.map(({ address, stateful }) => ({ sign: "+" as const, address, stateful, inputs: [] })),
  ];
  return [...rows.filter(({ stateful }) => stateful), ...rows.filter(({ stateful }) => !stateful)];
}
export interface ResourceRow {
  readonly sign: "+" | "-" | "~";
  readonly address: string;
  readonly stateful: boolean;
  readonly inputs: readonly string[];
}

/** `28 s → 18 min`, or one time where both are the same; a dash for a side on which it cannot happen. */
export function recoveredWords({ before, after }: ScenarioDifference, of: "rto" | "rpo"): string {
  const [old, now] = [before && time(before[of].typical), after && time(after[of].typical)];
  return before === undefined || old === now ? (now ?? "–") : `${old} → ${now ?? "–"}`;
}

/** Whether the objectives are met: `met → missed`. */
export function verdictWords({ before, after }: ScenarioDifference): string {
  const [old, now] = [before?.verdict, after?.verdict].map((each) => (each === undefined ? "–" : VERDICTS[each]));
  return before === undefined || old === now ? (now ?? "–") : `${old} → ${now}`;
}

const VERDICTS = { met: "met", risk: "at worst missed", missed: "missed", told: "nothing promised" } as const;

/** `$1,204 → $1,390 a month expected (+$186, +15.4 %)`, the budget, and what has no price. */
export function costWords({ before, after, budget, unpriced }: CostDifference): string {
  const sum = `$${usd(after.expected)} a month expected`;
  const more = after.expected - (before?.expected ?? after.expected);
  const whole = (amount: number) => `$${usd(Math.abs(amount))}`;
  const share =
    before && before.expected > 0
      ? `, ${signed((100 * more) / before.expected, (part) => `${part.toFixed(1)} %`)}`
      : "";
  const compared =
    before === undefined
      ? sum
      : Math.abs(more) < 0.005
        ? `${sum}, as before`
        : `$${usd(before.expected)} → ${sum} (${signed(more, whole)}${share})`;
  return [
    compared,
    `$${usd(after.min)} without traffic, $${usd(after.max)} at the peak all month`,
    ...(budget === undefined
      ? []
      : [after.expected > budget ? `over the budget of $${usd(budget)}` : `the budget is $${usd(budget)}`]),
    ...(unpriced > 0 ? [`${plural(unpriced, "resource")} without a known price left out`] : []),
  ].join("; ");
}

const signed = (amount: number, words: (amount: number) => string): string =>
  `${amount < 0 ? "-" : "+"}${words(Math.abs(amount))}`;

/** In one sentence what recovery does; undefined where a table says it. */
export function recoveryWords({ recovery }: Difference): string {
  const { scenarios, missed, missing } = recovery;
  if (missing !== undefined) return `not proved: ${missing}`;
  const differ =
    scenarios.length === 0
      ? "no scenario differs"
      : `${plural(scenarios.length, "scenario")} ${scenarios.length === 1 ? "differs" : "differ"}`;
  return missed.length === 0
    ? `${differ}; every objective is met or its risk accepted`
    : `${differ}; objectives are missed in ${missed.join(", ")}`;
}
