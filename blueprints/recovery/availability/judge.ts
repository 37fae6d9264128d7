import type { Problem } from "../../problems/problem";
import type { Proof } from "../prove";
import type { Range } from "../range";
import type { Verdict } from "../verdict";
import type { Rate } from "./rates";
import { type Availability, type Cause, simulate } from "./simulate";
import { wrong } from "./table";

/** What a year's availability comes to, against what is promised. */
export interface Judged extends Omit<Availability, "years"> {
  /** The environment's objective; undefined where none is stated. */
  readonly objective?: number;
  readonly verdict: Verdict;
  /** Share of the simulated years that meet the objective. */
  readonly meeting?: number;
  /** Scenarios that were proved and have no rate: counted as never. */
  readonly uncounted: readonly string[];
  readonly services: readonly {
    readonly service: string;
    readonly objective: number;
    readonly mean: number;
    readonly verdict: Verdict;
  }[];
}

export interface Years {
  readonly runs: number;
  readonly seed: number;
}

/** More strikes than this in all simulated years together take too long. */
const MOST_STRIKES = 5_000_000;

/** Simulates years of what was proved, at these rates. */
export function judgeYears(
  proofs: readonly Proof[],
  rates: readonly Rate[],
  file: string,
  objective: number | undefined,
  { runs, seed }: Years,
): Judged | readonly Problem[] {
  const found = rates.flatMap((rate) => {
    const proof = proofs.find(({ id }) => id === rate.scenario);
    return proof ? [{ rate, proof }] : [];
  });
  const problems = [
    ...tooMany(rates, runs, file),
    ...found.filter((each) => costsOf(each.rate, each.proof) === undefined).map(({ rate }) => endless(rate, file)),
  ];
  if (problems.length > 0) return problems;
  const causes = found.map(({ rate, proof }) => causeOf(rate, costsOf(rate, proof) ?? []));
  const { years, ...availability } = simulate(causes, runs, seed);
  return {
    ...availability,
    ...(objective !== undefined && {
      objective,
      meeting: years.filter((each) => each >= objective).length / runs,
    }),
    verdict: verdictOf(availability, objective),
    uncounted: proofs.map(({ id }) => id).filter((id) => !rates.some(({ scenario }) => scenario === id)),
    services: servicesOf(found, { runs, seed }),
  };
}

/** A service by itself: all its requests fail until it is back. */
function servicesOf(
  found: readonly { readonly rate: Rate; readonly proof: Proof }[],
  { runs, seed }: Years,
): Judged["services"] {
  const promising = new Map<string, number>();
  for (const { proof } of found)
    for (const { service, objectives } of proof.services)
      if (objectives.availability !== undefined) promising.set(service, objectives.availability);
  return [...promising].map(([service, objective]) => {
    const causes = found.flatMap(({ rate, proof }) => {
      const own = proof.services.find((each) => each.service === service);
      return own ? [causeOf(rate, rangeOr(own.rto, rate.lasts) ?? rate.lasts)] : [];
    });
    const availability = simulate(causes, runs, seed);
    return { service, objective, mean: availability.mean, verdict: verdictOf(availability, objective) };
  });
}

const causeOf = ({ scenario, perYear, seen }: Rate, costs: Cause["costs"]): Cause => ({
  id: scenario,
  perYear,
  costs,
  ...(seen !== undefined && { seen }),
});

/** What one costs: the area under the proof's curve; where that has no end, all that is known of how long it lasts. */
function costsOf({ lasts }: Rate, { failed, rto, errors = 1 }: Proof): Cause["costs"] | undefined {
  return rangeOr(
    failed ?? rto,
    lasts.map((seconds) => seconds * errors),
  );
}

function rangeOr(range: Range, lasts: readonly number[]): Cause["costs"] | undefined {
  if (Number.isFinite(range.max)) return range;
  return lasts.length > 0 ? lasts : undefined;
}

function verdictOf({ low, high }: Pick<Availability, "low" | "high">, objective: number | undefined): Verdict {
  if (objective === undefined) return "told";
  if (high < objective) return "missed";
  return low < objective ? "risk" : "met";
}

const endless = ({ scenario, line }: Rate, file: string): Problem =>
  wrong(
    { file, line, column: 1 },
    `recovery from ${scenario} has no end that anything here decides, and nothing says how long one lasts`,
    "say how long: `takes` in the rates, `lasted` in the incidents",
  );

function tooMany(rates: readonly Rate[], runs: number, file: string): readonly Problem[] {
  const strikes = rates.reduce((sum, { perYear, seen = 0 }) => sum + perYear + seen, 0) * runs;
  if (strikes <= MOST_STRIKES) return [];
  return [
    wrong(
      { file, line: 1, column: 1 },
      `${Math.round(strikes)} failures in ${runs} years are more than are tried`,
      "say fewer --runs",
    ),
  ];
}
