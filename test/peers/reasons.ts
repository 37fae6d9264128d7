import type { Said } from "./peer";

/** A resource of which ours and theirs do not say the same. */
export interface Difference {
  readonly rule: string;
  readonly said: Said;
  /** silent: our rule does not apply to it. */
  readonly ours: "pass" | "fail" | "silent";
  /** Our messages, where ours fails. */
  readonly says: readonly string[];
}

/** Why ours and theirs differ, in one sentence; it holds for what matches all that it names. */
export interface Reason {
  readonly rule: string;
  /** Ids of theirs that it holds for. */
  readonly theirs: readonly string[];
  readonly ours: Difference["ours"];
  /** A part of each message of ours: whatever else we say of the resource needs a reason of its own. */
  readonly says?: string;
  /** Parts of `fixture resource`; without it the reason holds for all. */
  readonly only?: readonly string[];
  readonly why: string;
}

/** How a rule of ours is held against a peer's that asks for less, or of another resource. */
export interface Scale {
  readonly rule: string;
  readonly theirs: readonly string[];
  /** In the messages of ours that answer what theirs asks; others are left out. */
  readonly part?: string;
  /** The input by which what the peer judges names what we judge (a mapping its queue). */
  readonly through?: string;
}

/** What test/peers/reasons.json holds. */
export interface Reasons {
  readonly scales: readonly Scale[];
  readonly reasons: readonly Reason[];
}

export const scaleOf = (rule: string, theirs: string, { scales }: Reasons): Scale | undefined =>
  scales.find((one) => one.rule === rule && one.theirs.includes(theirs));

export const reasonFor = (difference: Difference, { reasons }: Reasons): Reason | undefined =>
  reasons.find((reason) => explains(reason, difference));

function explains({ rule, theirs, ours, says, only }: Reason, difference: Difference): boolean {
  const { fixture, id, resource } = difference.said;
  if (rule !== difference.rule || !theirs.includes(id) || ours !== difference.ours) return false;
  if (says !== undefined && !difference.says.every((message) => message.includes(says))) return false;
  return only === undefined || only.some((part) => `${fixture} ${resource}`.includes(part));
}
