import type { Exemption, Level, PolicySettings } from "../blueprints/manifest/manifest";
import type { Finding } from "./finding";

/** Findings of a change beside those of what it changes, told apart by fingerprint. */
export interface Comparison {
  /**
   * Not there before; a failure that was unknown or excused before counts as new, and so does one that stops a change now and
   * stopped none before, as where a change of tier makes a warning an error.
   */
  readonly added: readonly Finding[];
  /** There before, and now neither a failure nor unknown: what can no longer be seen was not put right. */
  readonly fixed: readonly Finding[];
  readonly unchanged: readonly Finding[];
}

export function compareFindings(before: readonly Finding[], after: readonly Finding[]): Comparison {
  const key = ({ fingerprint, status }: Finding): string => `${status} ${fingerprint}`;
  const old = new Set(before.map(key));
  const stopping = new Set(before.filter(({ blocks }) => blocks).map(key));
  const now = new Set(after.map(({ fingerprint }) => fingerprint));
  const isNew = (finding: Finding): boolean =>
    !old.has(key(finding)) || (finding.blocks && !stopping.has(key(finding)));
  return {
    added: after.filter(isNew),
    fixed: before.filter(({ status, fingerprint }) => status !== "exempt" && !now.has(fingerprint)),
    unchanged: after.filter((finding) => !isNew(finding)),
  };
}

/** What a change wants of the rules themselves; it holds only once it is merged (DECISIONS 31). */
export interface Proposal {
  readonly what: "exemption" | "level" | "pack" | "custom" | "unknown" | "tier";
  /** One line for people. */
  readonly text: string;
}

export function proposals(base: PolicySettings, head: PolicySettings): readonly Proposal[] {
  return [
    ...exemptionChanges(base.exemptions, head.exemptions),
    ...levelChanges(base.levels, head.levels),
    ...listChanges("pack", base.packs, head.packs),
    ...listChanges("custom", base.custom, head.custom),
    ...(base.unknown === head.unknown
      ? []
      : [
          {
            what: "unknown" as const,
            text: `unknowns of mandatory rules become ${head.unknown} (now ${base.unknown})`,
          },
        ]),
  ];
}

function exemptionChanges(base: readonly Exemption[], head: readonly Exemption[]): Proposal[] {
  const known = new Set(base.map((exemption) => JSON.stringify(exemption)));
  const kept = new Set(head.map((exemption) => JSON.stringify(exemption)));
  return [
    ...head
      .filter((exemption) => !known.has(JSON.stringify(exemption)))
      .map(({ rule, resource, owner, reason, expires }) => ({
        what: "exemption" as const,
        text: `excuse ${rule} on ${resource} until ${expires} (${owner}: ${reason})`,
      })),
    ...base
      .filter((exemption) => !kept.has(JSON.stringify(exemption)))
      .map(({ rule, resource }) => ({ what: "exemption" as const, text: `no longer excuse ${rule} on ${resource}` })),
  ];
}

function levelChanges(base: Readonly<Record<string, Level>>, head: Readonly<Record<string, Level>>): Proposal[] {
  const of = (levels: Readonly<Record<string, Level>>, id: string): Level | undefined =>
    Object.hasOwn(levels, id) ? levels[id] : undefined;
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].sort().flatMap((id) => {
    const [before, after] = [of(base, id), of(head, id)];
    return before === after
      ? []
      : [
          {
            what: "level" as const,
            text: `${id} becomes ${after ?? "what the packs say"} (now ${before ?? "what the packs say"})`,
          },
        ];
  });
}

const listChanges = (what: "pack" | "custom", base: readonly string[], head: readonly string[]): Proposal[] => [
  ...head
    .filter((name) => !base.includes(name))
    .map((name) => ({ what, text: `add ${what === "pack" ? "pack" : "package"} ${name}` })),
  ...base
    .filter((name) => !head.includes(name))
    .map((name) => ({ what, text: `remove ${what === "pack" ? "pack" : "package"} ${name}` })),
];
