import { estimate, type LineItem } from "../../blueprints/cost/estimate";
import type { PriceBook } from "../../blueprints/cost/price-book";
import { type Edit, editsOf, type SavingChange, savingChanges } from "../../blueprints/cost/savings";
import { totalOf } from "../../blueprints/cost/totals";
import { declaredTraffic } from "../../blueprints/cost/traffic";
import { setValue } from "../../blueprints/manifest/edit";
import type { Own } from "../../blueprints/recovery/own/read";
import { RULES } from "../../policies/rules";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { placeIn } from "../check/fix";
import { judge } from "../check/judge";
import { planSide, type SideInput, SynthCache } from "../check/side";
import { provePlan } from "../prove/prove-plan";
import { decisive, type ProveResult } from "../prove/result";

/** A change that costs less and breaks nothing that holds today. */
export interface Saving {
  readonly change: SavingChange;
  /** US dollars a month, expected. */
  readonly usd: number;
  /** What it does to recoveries, in words; empty: nothing. */
  readonly effects: readonly string[];
}

/** A change that would cost less, and why it is not offered. */
export interface Refused {
  readonly change: SavingChange;
  readonly usd: number;
  readonly why: string;
}

export interface Savings {
  /** The largest first. */
  readonly offered: readonly Saving[];
  readonly refused: readonly Refused[];
  /** As many of them as hold together, taken in their order. */
  readonly together: { readonly paths: readonly string[]; readonly usd: number };
  /** What nothing in the manifest lowers, and why. */
  readonly kept: readonly Kept[];
}

/** A cost without a change that would lower it. */
export interface Kept {
  readonly what: string;
  /** US dollars a month, expected. */
  readonly usd: number;
  readonly why: string;
}

/** Dozens of plans are made; what takes longer than this would not end. */
const MOST_SECONDS = 300;
/** Less is no reason to change anything. */
const LEAST_USD = 1;

export interface SavingsInput extends Omit<SideInput, "text"> {
  readonly text: string;
  readonly prices: PriceBook;
  /** Scenarios and measurements of the team's own. */
  readonly own?: Own;
  /** Year-month-day, in UTC. */
  readonly today: string;
  /** Told how many changes were tried, after each. */
  readonly progress?: (tried: number) => void;
}

/**
 * Tries every listed change of the manifest by itself: its price, what `prove` says of it and what the rules say. One that makes an
 * objective be missed, a missed one be missed by more, what is left after a failure too little, or a rule block is not offered.
 * @throws ScalekitError SK6004 where it takes too long
 */
export async function findSavings(input: SavingsInput): Promise<Savings> {
  const search = new Search(input);
  const now = await search.trial([]);
  if (!now) return { offered: [], refused: [], together: { paths: [], usd: 0 }, kept: [] };
  const offered: Saving[] = [];
  const refused: Refused[] = [];
  for (const change of savingChanges(now.manifest)) {
    const then = await search.trial([change]);
    const usd = then ? now.usd - then.usd : 0;
    if (!then || usd < LEAST_USD || then.unpriced > now.unpriced) continue;
    const why = worse(now, then);
    if (why === undefined) offered.push({ change, usd, effects: effectsOf(now.proof, then.proof) });
    else refused.push({ change, usd, why });
  }
  offered.sort((a, b) => b.usd - a.usd);
  refused.sort((a, b) => b.usd - a.usd);
  const together = await search.together(offered, now);
  return { offered, refused, together, kept: keptOf(now.items) };
}

/** What crosses zones inside a region: the plan spreads every service and store over the zones, and no name knows a caller's own. */
function keptOf(items: readonly LineItem[]): readonly Kept[] {
  const { expected } = totalOf(items.filter(({ price }) => price.id === BETWEEN_ZONES));
  if (expected < LEAST_USD) return [];
  const why =
    "units and stores stand in three zones so that one may fail, and the names of readers, proxies and caches lead to any of them";
  return [{ what: "traffic between zones", usd: expected, why }];
}

const BETWEEN_ZONES = "transfer.zones";

type Trial = NonNullable<Awaited<ReturnType<Search["trial"]>>>;

class Search {
  private readonly cache = new SynthCache();
  private readonly checkpoint = clock({ ...DEFAULT_BOUNDS, seconds: MOST_SECONDS });
  private tried = 0;

  constructor(private readonly input: SavingsInput) {}

  /** The environment with these changes; undefined where its manifest is not valid any more. */
  async trial(changes: readonly SavingChange[]) {
    const { prices, today, progress, own, environment = "production" } = this.input;
    let { text } = this.input;
    const written = withEdits(text, changes.flatMap(editsOf), environment);
    if (written === undefined) return undefined;
    text = written;
    const planned = planSide({ ...this.input, text });
    if (!("plan" in planned)) return undefined;
    const { manifest } = planned.resolved;
    const resources = await this.cache.graphOf(planned, DEFAULT_BOUNDS, this.checkpoint);
    const { items, unpriced } = estimate({ resources }, declaredTraffic(manifest), prices);
    const { checkpoint } = this;
    const report = judge(planned, resources, { rules: RULES, settings: manifest.policies, today, checkpoint });
    progress?.(++this.tried);
    return {
      manifest,
      items,
      usd: totalOf(items).expected,
      unpriced: unpriced.length,
      proof: provePlan(manifest, { resources }, { ...(own && { own }) }),
      blocking: report.findings.filter(({ blocks }) => blocks),
    };
  }

  async together(offered: readonly Saving[], now: Trial): Promise<Savings["together"]> {
    const chosen: SavingChange[] = [];
    let usd = 0;
    for (const { change } of offered) {
      const then = await this.trial([...chosen, change]);
      if (!then || worse(now, then) !== undefined || now.usd - then.usd <= usd) continue;
      chosen.push(change);
      usd = now.usd - then.usd;
    }
    return { paths: chosen.map(({ path }) => path), usd };
  }
}

/** The manifest with values written where they belong for the environment; undefined where one has no place. */
export function withEdits(text: string, edits: readonly Edit[], environment: string): string | undefined {
  let edited = text;
  for (const { path, to } of edits) {
    const outcome = setValue(edited, placeIn(text, path, environment), typeof to === "object" ? [...to] : to);
    if (!outcome.ok) return undefined;
    edited = outcome.value;
  }
  return edited;
}

/** Why an environment is not to be taken for another; undefined where nothing speaks against it. */
function worse(now: Trial, then: Trial): string | undefined {
  const missed = new Map(decisive(now.proof).map((proof) => [proof.id, proof]));
  for (const proof of decisive(then.proof)) {
    const before = missed.get(proof.id);
    if (!before) return `${proof.id} would miss its objectives`;
    if (proof.rto.typical > before.rto.typical || proof.rpo.typical > before.rpo.typical)
      return `${proof.id}, which misses its objectives, would take longer or lose more`;
  }
  const hours = then.proof.offHours.find(
    ({ service, promised }) => promised !== undefined && !now.proof.offHours.some((each) => each.service === service),
  );
  if (hours) return `${hours.promised}, and ${hours.service} would answer in ${168 - hours.hours} of 168`;
  const [was, is] = [now.manifest.network, then.manifest.network];
  if (was.natPerZone && !is.natPerZone && is.endpoints.length < was.endpoints.length)
    return "without the endpoints, what starts in any zone would depend on one zone's NAT gateway";
  const overloaded = overloads(now.proof);
  const more = [...overloads(then.proof)].find((each) => !overloaded.has(each));
  if (more !== undefined) return more;
  const known = new Set(now.blocking.map(({ fingerprint }) => fingerprint));
  const rule = then.blocking.find(({ fingerprint }) => !known.has(fingerprint));
  return rule && `rule ${rule.rule} would block it`;
}

/** Scenarios in which what is left does not carry the peak at once. */
const overloads = ({ proofs }: ProveResult): ReadonlySet<string> =>
  new Set(
    proofs.flatMap(({ id, capacity }) =>
      capacity
        .filter(({ leftRps, peakRps }) => leftRps < peakRps)
        .map(({ service }) => `after ${id} what is left of ${service} would not carry the peak`),
    ),
  );

const seconds = (value: number): string => (value < 120 ? `${Math.round(value)} s` : `${Math.round(value / 60)} min`);

function effectsOf(now: ProveResult, then: ProveResult): readonly string[] {
  const before = new Map(now.proofs.map((proof) => [proof.id, proof]));
  return then.proofs.flatMap(({ id, rto }) => {
    const was = before.get(id)?.rto.typical;
    if (was === undefined) return [`${id} can happen`];
    return seconds(was) === seconds(rto.typical) ? [] : [`${id}: ${seconds(was)} becomes ${seconds(rto.typical)}`];
  });
}
