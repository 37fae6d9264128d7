import type { GraphResource } from "../../blueprints/graph/graph";
import type { EnvironmentLock } from "../../blueprints/plan/plan";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Rule } from "../../policies/rule";
import { RULES } from "../../policies/rules";
import { settingsProblems } from "../../policies/settings";
import { planBase, repositoryOf } from "./base";
import { type Bounds, clock, DEFAULT_BOUNDS } from "./bounds";
import { customRules } from "./custom-rules";
import { type CheckResult, placeOfTier } from "./document";
import { judge } from "./judge";
import { type Planned, planSide, type SideInput, SynthCache } from "./side";
import type { JudgedSide } from "./since";

export interface CheckOptions {
  readonly manifest: {
    /** Absolute path, and the name that findings show. */
    readonly path: string;
    readonly shown: string;
    readonly text: Uint8Array | string;
  };
  readonly lock: (environment: string) => EnvironmentLock;
  readonly environment?: string;
  readonly tier?: Tier;
  /** Compare with the merge base of this ref, whose rules and exemptions then count. */
  readonly since?: string;
  /** Folder whose node_modules has the packages of policies.custom. */
  readonly rulesFrom?: string;
  readonly bounds?: Bounds;
  /** Year-month-day, in UTC. */
  readonly today: string;
}

export type CheckOutcome =
  | {
      readonly ok: true;
      readonly result: CheckResult;
      readonly planned: Planned;
      readonly resources: readonly GraphResource[];
      readonly rules: readonly Rule[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Plans, synthesises and judges, offline.
 * @throws ScalekitError SK6003 to SK6006, SK6010
 */
export async function check(options: CheckOptions): Promise<CheckOutcome> {
  const bounds = options.bounds ?? DEFAULT_BOUNDS;
  const checkpoint = clock(bounds);
  const repository = options.since === undefined ? undefined : await repositoryOf(options, options.since);
  const head = planHead(options);
  if (!("plan" in head)) return { ok: false, problems: head };
  const base = repository && (await planBase(options, head, repository));
  const settings = base?.policies ?? head.resolved.manifest.policies;
  const rules = [...RULES, ...customRules(settings.custom, options.rulesFrom, repository?.root, RULES)];
  // Rules of packages that a change proposes are not loaded, so their ids cannot be told from wrong ones yet.
  const allLoaded = head.resolved.manifest.policies.custom.every((name) => settings.custom.includes(name));
  const problems = allLoaded ? settingsProblems(head.resolved, rules) : [];
  if (problems.length > 0) return { ok: false, problems };
  const cache = new SynthCache();
  const judging = { rules, settings, today: options.today, checkpoint };
  const judgedSide = async (planned: Planned): Promise<JudgedSide> => {
    const resources = await cache.graphOf(planned, bounds, checkpoint);
    return { planned, resources, report: judge(planned, resources, judging) };
  };
  const after = await judgedSide(head);
  const { resources, report } = after;
  const result: CheckResult = {
    project: head.plan.project,
    environment: head.plan.environment,
    tier: head.plan.tier,
    manifest: options.manifest.shown,
    stacks: head.plan.stacks.length,
    resources: resources.filter(({ custom }) => custom).length,
    report,
    tierPlace: placeOfTier(head.resolved, options.manifest.shown),
  };
  if (!repository || !base) return { ok: true, result, planned: head, resources, rules };
  const { sinceOf } = await import("./since.js");
  const before = base.planned && (await judgedSide(base.planned));
  const change = { ref: options.since ?? "", path: options.manifest.path, repository, base, before, after };
  const since = await sinceOf(change, settings, checkpoint);
  return { ok: true, result: { ...result, since }, planned: head, resources, rules };
}

const planHead = ({ manifest, lock, environment, tier }: CheckOptions): Planned | readonly Problem[] =>
  planSide({ text: manifest.text, file: manifest.shown, lock, ...chosen(environment, tier) });

const chosen = (environment: string | undefined, tier: Tier | undefined): Pick<SideInput, "environment" | "tier"> => ({
  ...(environment !== undefined && { environment }),
  ...(tier !== undefined && { tier }),
});
