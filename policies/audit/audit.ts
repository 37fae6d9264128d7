import type { ResourceGraph } from "../../blueprints/graph/graph";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import type { Declared } from "../declared";
import { evaluate } from "../evaluate";
import type { PolicyReport } from "../finding";
import { levelOf } from "../levels";
import { reportOf } from "../report";
import type { Rule } from "../rule";
import { World } from "../world/world";
import type { Judged } from "./patch/judged";
import { type Score, scoreOf } from "./score";
import { findsSinglePoints, type SinglePoint, singlePoints } from "./single-points";

export interface AuditOptions {
  /** Default: the highest tier at which nothing mandatory of the tiers below fails. */
  readonly tier?: Tier;
  readonly settings: PolicySettings;
  /** What the manifest declares, where there is one. */
  readonly declared?: Declared;
  /** Year-month-day, in UTC. */
  readonly today: string;
  readonly checkpoint?: () => void;
}

export interface Audit {
  readonly tier: Tier;
  /** Tiers that were looked at on the way, lowest first, with how many mandatory findings each has. */
  readonly tiers: readonly { readonly tier: Tier; readonly blocking: number }[];
  readonly report: PolicyReport;
  readonly score: Score;
  readonly singlePoints: readonly SinglePoint[];
  /** Ids of the rules that the tier demands: those that the score is made of. */
  readonly demanded: ReadonlySet<string>;
  readonly judged: Judged;
}

/** Judges what exists against a tier: the same rules as everywhere. Pure. */
export function audit(graph: ResourceGraph, rules: readonly Rule[], options: AuditOptions): Audit {
  const { settings, declared = {}, today, checkpoint } = options;
  const { resources } = graph;
  let view: World["view"] | undefined;
  const at = (tier: Tier) => {
    const world: World = new World(view ?? graph, tier, declared);
    view = world.view;
    const level = (rule: Rule) => levelOf(rule, tier, settings);
    const active = rules.filter((rule) => level(rule) !== "off");
    // Single points are of interest at any tier.
    const judged = rules.filter((rule) => level(rule) !== "off" || findsSinglePoints(rule.id));
    const judgements = evaluate(world, judged, checkpoint && { checkpoint });
    const ids = new Set(active.map(({ id }) => id));
    const own = judgements.filter(({ rule }) => ids.has(rule.id));
    const report = reportOf(own, active, resources, { tier, settings, today });
    return {
      tier,
      world,
      active,
      judgements,
      own,
      report,
      blocking: report.findings.filter(({ blocks }) => blocks).length,
    };
  };
  const looked = options.tier === undefined ? climb(at) : [at(options.tier)];
  const last = looked.at(-1);
  if (!last) throw new Error("no tier was judged");
  const { tier, world, active, judgements, own, report } = last;
  const demanded = new Set(active.filter((rule) => levelOf(rule, tier, settings) === "mandatory").map(({ id }) => id));
  return {
    tier,
    tiers: looked.map(({ tier: name, blocking }) => ({ tier: name, blocking })),
    report,
    score: scoreOf(own, report.findings, demanded),
    singlePoints: singlePoints(judgements, world, checkpoint),
    demanded,
    judged: { world, rules: active, judgements: own, declared, ...(checkpoint && { checkpoint }) },
  };
}

/** Upwards until something mandatory fails: that tier is the one to reach next. */
function climb<T extends { readonly blocking: number }>(at: (tier: Tier) => T): T[] {
  const looked: T[] = [];
  for (const tier of TIERS) {
    const one = at(tier);
    looked.push(one);
    if (one.blocking > 0) break;
  }
  return looked;
}
