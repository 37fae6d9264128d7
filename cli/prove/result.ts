import type { Judged } from "../../blueprints/recovery/availability/judge";
import type { Change } from "../../blueprints/recovery/changes";
import type { Objectives } from "../../blueprints/recovery/demand";
import type { OffHours } from "../../blueprints/recovery/off-hours";
import type { Proof, ProofSet } from "../../blueprints/recovery/prove";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Topology } from "../../blueprints/topology/topology";
import type { Inputs } from "../audit/state";

/** What would make one scenario meet its objectives. */
export interface Sufficient {
  readonly scenario: string;
  /** Every choice that suffices and of which no part does, the cheapest first. */
  readonly choices: readonly PricedChoice[];
  /** How many changes of the list have to do with this scenario. */
  readonly relevant: number;
  /** How many choices of them there are: all of them were tried, or contain one that suffices. */
  readonly of: number;
}

export interface PricedChoice {
  readonly changes: readonly Change[];
  /** US dollars a month that it costs more, expected. */
  readonly usd: number;
  /** Resources more than before whose price is not known: it costs more than `usd` says. */
  readonly unpriced: number;
}

/** What a proof found, in the form that all reporters read. */
export interface ProveResult extends ProofSet {
  /** The manifest's project, or what was read. */
  readonly project: string;
  /** Environment, tier and objectives are known where a manifest says them. */
  readonly environment?: string;
  readonly tier?: Tier;
  readonly objectives?: Required<Objectives>;
  /** With --state: what was read instead of a plan. */
  readonly inputs?: Inputs;
  readonly topology: Pick<Topology, "regions" | "unseen">;
  /** Hours in which schedules leave services no instance: no proof holds then. */
  readonly offHours: readonly OffHours[];
  /** Ids of scenarios whose miss was accepted: shown, and no reason to fail. */
  readonly accepted: readonly string[];
  /** With --changes: what would make each missed scenario meet its objectives. */
  readonly sufficient?: readonly Sufficient[];
  /** With rates or incidents: the availability of a year, and the file that said how often things happen. */
  readonly years?: Judged & { readonly file: string };
  /** Numbers at their worst decide, not the typical ones. */
  readonly strict: boolean;
}

export const fails = (proof: Proof, { strict }: Pick<ProveResult, "strict">): boolean =>
  proof.verdict === "missed" || (strict && proof.verdict === "risk");

/** Proofs that decide the exit status. */
export const decisive = (result: ProveResult): readonly Proof[] =>
  result.proofs.filter((proof) => fails(proof, result) && !result.accepted.includes(proof.id));

/** True where the availability of a year, of the environment or of a service, is not what is promised. */
export function missesYears({ years, strict }: ProveResult): boolean {
  const verdicts = years ? [years.verdict, ...years.services.map(({ verdict }) => verdict)] : [];
  return verdicts.some((verdict) => verdict === "missed" || (strict && verdict === "risk"));
}

/** True where a schedule leaves a service no instance at hours that are promised. */
export const missesHours = ({ offHours }: Pick<ProveResult, "offHours">): boolean =>
  offHours.some(({ promised }) => promised !== undefined);
