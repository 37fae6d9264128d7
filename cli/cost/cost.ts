import { estimate } from "../../blueprints/cost/estimate";
import type { PriceBook } from "../../blueprints/cost/price-book";
import { totalOf } from "../../blueprints/cost/totals";
import { declaredTraffic } from "../../blueprints/cost/traffic";
import type { Resolved } from "../../blueprints/manifest/manifest";
import type { EnvironmentLock } from "../../blueprints/plan/plan";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { type Base, planBase, repositoryOf } from "../check/base";
import { type Bounds, clock, DEFAULT_BOUNDS } from "../check/bounds";
import { type Planned, planSide, SynthCache } from "../check/side";
import type { Budget, CostResult, CostSince } from "./document";
import { simulatedTraffic } from "./simulated";

export interface CostOptions {
  readonly manifest: {
    /** Absolute path, and the name that messages show. */
    readonly path: string;
    readonly shown: string;
    readonly text: Uint8Array | string;
  };
  readonly lock: (environment: string) => EnvironmentLock;
  readonly environment?: string;
  readonly tier?: Tier;
  /** Compare with the merge base of this ref. */
  readonly since?: string;
  readonly bounds?: Bounds;
  /** Take the expected instances, nodes and readers from a simulation of the declared day. */
  readonly simulate?: boolean;
  /** What one instance of a store carries, `orders=4000rps`: readers that scaling adds follow from it. */
  readonly measured?: readonly string[];
  /** Default: those that scalekit comes with. */
  readonly prices?: PriceBook;
}

export type CostOutcome =
  | { readonly ok: true; readonly result: CostResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Plans, synthesises and prices, offline.
 * @throws ScalekitError SK6004 to SK6006, SK6010
 */
export async function cost(options: CostOptions): Promise<CostOutcome> {
  const { manifest, lock, environment, tier, since } = options;
  const repository = since === undefined ? undefined : await repositoryOf(options, since);
  const head = planSide({
    text: manifest.text,
    file: manifest.shown,
    lock,
    ...(environment !== undefined && { environment }),
    ...(tier !== undefined && { tier }),
  });
  if (!("plan" in head)) return { ok: false, problems: head };
  const cache = new SynthCache();
  const bounds = options.bounds ?? DEFAULT_BOUNDS;
  const price = pricer(cache, bounds, clock(bounds), options);
  const now = await price(head);
  const result: CostResult = {
    project: head.plan.project,
    environment: head.plan.environment,
    tier: head.plan.tier,
    ...now,
    stacks: head.plan.stacks.map(({ name, kind, region, role }) => ({
      name,
      about: kind === "region" || kind === "apps" ? role : region,
    })),
  };
  if (!repository || since === undefined) return { ok: true, result };
  const { mergeBase } = repository;
  const compared = await before(await planBase(options, head, repository), price);
  return { ok: true, result: { ...result, since: { ref: since, mergeBase, ...compared } } };
}

type Priced = Pick<CostResult, "estimate" | "total" | "budget" | "simulated">;
type Pricer = (planned: Planned) => Promise<Priced>;

/** Prices a plan; a stack that two plans have in common is run once. */
const pricer =
  (cache: SynthCache, bounds: Bounds, checkpoint: () => void, { prices, simulate, measured }: CostOptions): Pricer =>
  async (planned) => {
    const resources = await cache.graphOf(planned, bounds, checkpoint);
    const simulated = simulate ? simulatedTraffic(planned.resolved, { resources }, measured) : undefined;
    const traffic = simulated?.traffic ?? declaredTraffic(planned.resolved.manifest);
    const found = estimate({ resources }, traffic, prices);
    const budget = budgetOf(planned.resolved);
    return {
      estimate: found,
      total: totalOf(found.items),
      ...(budget && { budget }),
      ...(simulated && { simulated: simulated.day }),
    };
  };

/** The manifest's budget, with its place. */
export function budgetOf({ manifest, sourceOf }: Resolved): Budget | undefined {
  return manifest.budget && { amount: manifest.budget.amount, at: sourceOf("budget") };
}

async function before({ planned, missing }: Base, price: Pricer): Promise<Pick<CostSince, "before" | "missing">> {
  return planned ? { before: await price(planned) } : { ...(missing !== undefined && { missing }) };
}
