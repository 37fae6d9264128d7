import type { GraphResource } from "../../../blueprints/graph/graph";
import { addressOf } from "../../address";
import { evaluate, type Judgement } from "../../evaluate";
import { fingerprintOf } from "../../fingerprint";
import type { Rule } from "../../rule";
import { World } from "../../world/world";
import { withoutGuilty } from "./blame";
import { type Drafts, draftsFor, settingsOf, sizeOf, without } from "./draft";
import type { Judged } from "./judged";
import { type Leaving, leavings } from "./leavings";
import { type Settings, withSettings } from "./settings";

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
  /** The same by rule, each with what stands in the way. */
  readonly leaves: readonly Leaving[];
  /** What the rules say with the patch. */
  readonly judgements: readonly Judgement[];
}

/**
 * The smallest change for each failure that one can be made for in place, judged again as a whole: what does not put its
 * failure right, or causes another, is left out. Pure.
 */
export function patchOf(judged: Judged): Patch {
  const failing = judged.judgements.filter(isFailure);
  const known = new Set(failing.map(key));
  const isFresh = (judgement: Judgement): boolean => isFailure(judgement) && !known.has(key(judgement));
  const { drafts: first, unwritable } = draftsFor(failing, judged);
  const judge = (some: Drafts, rules: readonly Rule[]) => judgedWith(some, judged, rules);
  let drafts = first;
  let after = judge(drafts, judged.rules);
  // Until nothing more has to go: to drop one change can make another useless.
  while (drafts.size > 0) {
    const fresh = after.filter(isFresh);
    const left = new Set(after.filter(isFailure).map(key));
    const useful = without(drafts, (_, failure) => left.has(key(failure)));
    const kept =
      fresh.length === 0
        ? useful
        : withoutGuilty(useful, fresh, { resources: judged.world.resources.length, judge, isFresh });
    if (sizeOf(kept) === sizeOf(drafts)) break;
    drafts = kept;
    after = judge(drafts, judged.rules);
  }
  const left = new Set(after.filter(isFailure).map(key));
  const fixed = failing.filter((judgement) => !left.has(key(judgement)));
  const open = failing.filter((judgement) => left.has(key(judgement)));
  return {
    resources: resourcePatches(drafts),
    fixes: [
      ...new Set(
        fixed.map(({ rule, subject, verdict }) =>
          fingerprintOf(rule.aliases?.[0] ?? rule.id, addressOf(subject), verdict.key),
        ),
      ),
    ].sort(),
    left: open.length,
    leaves: leavings(open, { unwritable, tried: new Set([...first.values()].flatMap((draft) => [...draft.keys()])) }),
    judgements: after,
  };
}

const isFailure = ({ verdict }: Judgement): boolean => verdict.verdict === "fail";

const key = ({ rule, subject, verdict }: Judgement): string => `${rule.id}\n${subject.id}\n${verdict.key ?? ""}`;

const resourcePatches = (drafts: Drafts): ResourcePatch[] =>
  [...drafts]
    .map(([resource, draft]) => {
      const set = settingsOf(draft);
      return {
        resource,
        address: addressOf(resource),
        set,
        inputs: withSettings(resource.inputs, set),
        rules: [...new Set([...draft.keys()].map(({ rule }) => rule.id))].sort(),
      };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));

/** What rules say with the changes made. */
function judgedWith(
  drafts: Drafts,
  { world, judgements, declared = {}, checkpoint }: Judged,
  rules: readonly Rule[],
): readonly Judgement[] {
  if (drafts.size === 0) return judgements;
  const resources = world.resources.map((resource) => {
    const draft = drafts.get(resource);
    return draft ? { ...resource, inputs: withSettings(resource.inputs, settingsOf(draft)) } : resource;
  });
  return evaluate(new World({ resources }, world.tier, declared), rules, checkpoint && { checkpoint });
}
