import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, stepsOf } from "../../../blueprints/graph/values";
import { groupBy } from "../../../blueprints/group-by";
import { addressOf } from "../../address";
import type { Declared } from "../../declared";
import { evaluate, type Judgement } from "../../evaluate";
import { fingerprintOf } from "../../fingerprint";
import type { Rule } from "../../rule";
import { World } from "../../world/world";
import { REMEDIES, type Settings } from "./remedies";

/** What one resource's inputs become. */
export interface ResourcePatch {
  readonly resource: GraphResource;
  readonly address: string;
  /** Leaves by dotted path. */
  readonly set: Settings;
  /** All inputs afterwards. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Rules that it obeys then and did not before. */
  readonly rules: readonly string[];
}

export interface Patch {
  readonly resources: readonly ResourcePatch[];
  /** Fingerprints of failures that it puts right, sorted. */
  readonly fixes: readonly string[];
  /** Failures of the given rules that it leaves, since no change in place of one resource puts them right. */
  readonly left: number;
  /** What the rules say with the patch. */
  readonly judgements: readonly Judgement[];
}

interface Draft {
  readonly set: Record<string, unknown>;
  readonly rules: Set<string>;
}

/** What was judged: the graph's world, the rules that were run over it, and what they said. */
export interface Judged {
  readonly world: World;
  readonly rules: readonly Rule[];
  readonly judgements: readonly Judgement[];
  readonly declared?: Declared;
  readonly checkpoint?: () => void;
  /** Whether the owner's language can say these changes; default: all. */
  readonly writable?: (resource: GraphResource, set: Settings) => boolean;
}

/**
 * The smallest change for each failure that one can be made for in place, judged again as a whole: what does not put its
 * failure right, or causes another, is left out. Pure.
 */
export function patchOf(judged: Judged): Patch {
  const failing = judged.judgements.filter(isFailure);
  const known = new Set(failing.map(key));
  const byTarget = groupBy(failing, targetOf);
  let drafts = draftsFor(byTarget, judged);
  let after = judgedWith(drafts, judged);
  // Until nothing more has to go: to drop one change can make another useless.
  while (drafts.size > 0) {
    const failures = after.filter(isFailure);
    const left = new Set(failures.map(key));
    const blamed = blame(
      failures.filter((failure) => !known.has(key(failure))),
      drafts,
    );
    const kept = [...drafts].filter(
      ([resource, { rules }]) =>
        !blamed.has(resource) && byTarget.get(resource)?.some((one) => rules.has(one.rule.id) && !left.has(key(one))),
    );
    if (kept.length === drafts.size) break;
    drafts = new Map(kept);
    after = judgedWith(drafts, judged);
  }
  const left = new Set(after.filter(isFailure).map(key));
  const fixed = failing.filter((judgement) => !left.has(key(judgement)));
  const fixedRules = new Set<string>(fixed.map(({ rule }) => rule.id));
  return {
    resources: [...drafts]
      .map(([resource, { set, rules }]) => ({
        resource,
        address: addressOf(resource),
        set,
        inputs: withSettings(resource.inputs, set),
        rules: [...rules].filter((id) => fixedRules.has(id)).sort(),
      }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
    fixes: [
      ...new Set(
        fixed.map(({ rule, subject, verdict }) =>
          fingerprintOf(rule.aliases?.[0] ?? rule.id, addressOf(subject), verdict.key),
        ),
      ),
    ].sort(),
    left: failing.length - fixed.length,
    judgements: after,
  };
}

const isFailure = ({ verdict }: Judgement): boolean => verdict.verdict === "fail";

const key = ({ rule, subject, verdict }: Judgement): string => `${rule.id}\n${subject.id}\n${verdict.key ?? ""}`;

/** A rule about a path, or about what an attached resource says, names the resource to change. */
function targetOf({ rule, subject, verdict }: Judgement): GraphResource {
  const [related] = verdict.verdict === "fail" ? (verdict.related ?? []) : [];
  return related && ["res/no-single-cut", "sec/imdsv2", "sec/bucket-shut"].includes(rule.id) ? related : subject;
}

function draftsFor(
  failing: ReadonlyMap<GraphResource, readonly Judgement[]>,
  { world, writable = () => true }: Judged,
): ReadonlyMap<GraphResource, Draft> {
  const drafts = new Map<GraphResource, Draft>();
  for (const [resource, judgements] of failing)
    for (const { rule } of judgements) {
      const remedy = Object.hasOwn(REMEDIES, rule.id) ? REMEDIES[rule.id] : undefined;
      const changes = Object.entries(remedy?.(resource, world) ?? {}).filter(
        ([path, value]) => world.peek(resource, path) !== value,
      );
      if (changes.length === 0 || !writable(resource, Object.fromEntries(changes))) continue;
      const draft = drafts.get(resource) ?? { set: {}, rules: new Set<string>() };
      // Where two rules want a number, the larger obeys both.
      for (const [path, value] of changes) {
        const there = draft.set[path];
        draft.set[path] = typeof there === "number" && typeof value === "number" ? Math.max(there, value) : value;
      }
      draft.rules.add(rule.id);
      drafts.set(resource, draft);
    }
  return drafts;
}

/** What the rules say with the changes made. */
function judgedWith(
  drafts: ReadonlyMap<GraphResource, Draft>,
  { world, rules, judgements, declared = {}, checkpoint }: Judged,
): readonly Judgement[] {
  if (drafts.size === 0) return judgements;
  const resources = world.resources.map((resource) => {
    const draft = drafts.get(resource);
    return draft ? { ...resource, inputs: withSettings(resource.inputs, draft.set) } : resource;
  });
  return evaluate(new World({ resources }, world.tier, declared), rules, checkpoint && { checkpoint });
}

/** Changes that new failures speak of; where they speak of none, all are under suspicion. */
function blame(fresh: readonly Judgement[], drafts: ReadonlyMap<GraphResource, Draft>): ReadonlySet<GraphResource> {
  if (fresh.length === 0) return new Set();
  const ids = new Set(
    fresh.flatMap(({ subject, verdict }) => [
      subject.id,
      ...(verdict.verdict === "fail" ? (verdict.related ?? []).map(({ id }) => id) : []),
    ]),
  );
  const named = [...drafts.keys()].filter(({ id }) => ids.has(id));
  return new Set(named.length > 0 ? named : drafts.keys());
}

/** Inputs with leaves laid over them; what stands beside a leaf stays. A list of one block is that block. */
export function withSettings(inputs: Readonly<Record<string, unknown>>, set: Settings): Record<string, unknown> {
  const result: Record<string, unknown> = { ...inputs };
  for (const [path, value] of Object.entries(set)) {
    const steps = stepsOf(path).slice(0, -1);
    const last = stepsOf(path).at(-1) ?? path;
    let at = result;
    for (const step of steps) {
      const [block] = [at[step]].flat();
      const next: Record<string, unknown> = isRecord(block) ? { ...block } : {};
      at[step] = Array.isArray(at[step]) ? [next] : next;
      at = next;
    }
    at[last] = value;
  }
  return result;
}
