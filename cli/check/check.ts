import { dirname } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { DEFAULT_POLICIES } from "../../blueprints/manifest/build";
import type { EnvironmentLock } from "../../blueprints/plan/plan";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { compareFindings, proposals } from "../../policies/compare";
import type { Rule } from "../../policies/rule";
import { RULES } from "../../policies/rules";
import { settingsProblems } from "../../policies/settings";
import { affectedStacks } from "./affected";
import { planBase, repositoryOf } from "./base";
import { type Bounds, clock, DEFAULT_BOUNDS } from "./bounds";
import { customRules } from "./custom-rules";
import { type CheckResult, placeOfTier, type Since } from "./document";
import type { Repository } from "./git";
import { judge } from "./judge";
import { type Planned, planSide, type SideInput, SynthCache } from "./side";
import { LOCK, versionAt } from "./versions";

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
  const found = repository && (await planBase(options, head, repository));
  const base = found && "plan" in found ? found : undefined;
  const wrong = found && !("plan" in found) ? found : undefined;
  const settings = repository
    ? (base?.resolved.manifest.policies ?? DEFAULT_POLICIES)
    : head.resolved.manifest.policies;
  const rules = [...RULES, ...customRules(settings.custom, options.rulesFrom, repository?.root, RULES)];
  // Rules of packages that a change proposes are not loaded, so their ids cannot be told from wrong ones yet.
  const allLoaded = head.resolved.manifest.policies.custom.every((name) => settings.custom.includes(name));
  const problems = allLoaded ? settingsProblems(head.resolved, rules) : [];
  if (problems.length > 0) return { ok: false, problems };
  const cache = new SynthCache();
  const { today } = options;
  const resources = await cache.graphOf(head, bounds, checkpoint);
  const report = judge(head, resources, { rules, settings, today, checkpoint });
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
  if (!repository) return { ok: true, result, planned: head, resources, rules };
  const before = base && (await cache.graphOf(base, bounds, checkpoint));
  const baseReport = base && before ? judge(base, before, { rules, settings, today, checkpoint }) : undefined;
  const everything = base
    ? await everythingMoved(options, repository, head, base)
    : wrong
      ? [`the manifest of the merge base is not valid (${wrong[0]?.code})`]
      : ["the manifest is new"];
  const since: Since = {
    ref: options.since ?? "",
    mergeBase: repository.mergeBase,
    comparison: compareFindings(baseReport?.findings ?? [], report.findings),
    affected: affectedStacks(
      base && before && { plan: base.plan, resources: before },
      { plan: head.plan, resources },
      everything,
    ),
    everything,
    proposals: [
      ...proposals(settings, head.resolved.manifest.policies),
      // Rules weigh what the head's tier makes of them, so that a change of it must not go unseen.
      ...(base && base.plan.tier !== head.plan.tier
        ? [
            {
              what: "tier" as const,
              text: `tier ${base.plan.tier} becomes ${head.plan.tier}, and the rules weigh accordingly`,
            },
          ]
        : []),
    ],
  };
  return { ok: true, result: { ...result, since }, planned: head, resources, rules };
}

const planHead = ({ manifest, lock, environment, tier }: CheckOptions): Planned | readonly Problem[] =>
  planSide({ text: manifest.text, file: manifest.shown, lock, ...chosen(environment, tier) });

const chosen = (environment: string | undefined, tier: Tier | undefined): Pick<SideInput, "environment" | "tier"> => ({
  ...(environment !== undefined && { environment }),
  ...(tier !== undefined && { tier }),
});

/** Why every stack counts as affected, whatever its plan says. */
async function everythingMoved(
  { manifest }: CheckOptions,
  repository: Repository,
  head: Planned,
  base: Planned,
): Promise<readonly string[]> {
  const { before, after } = await versionAt(repository, dirname(manifest.path));
  return [
    ...(before === after ? [] : [`scalekit ${before ?? "unpinned"} becomes ${after ?? "unpinned"}`]),
    ...(handedOn(base) === handedOn(head) ? [] : [`${LOCK} differs`]),
  ];
}

/** What was adopted says of itself which stacks it touches. */
function handedOn({ lock: { adopted: _, ...lock } }: Planned): string {
  return JSON.stringify(lock);
}
