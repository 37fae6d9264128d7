import type { Finding } from "../../policies/finding";

const WORST: readonly Finding["status"][] = ["fail", "unknown", "exempt"];

/** Findings of several packs; what all of them say of the environment counts once, at its worst. What blocks comes first. */
export function mergedFindings(lists: readonly (readonly Finding[])[]): Finding[] {
  const byFingerprint = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    const key = `${finding.rule}\n${finding.fingerprint}`;
    const there = byFingerprint.get(key);
    if (!there || WORST.indexOf(finding.status) < WORST.indexOf(there.status)) byFingerprint.set(key, finding);
  }
  return [...byFingerprint.values()].sort((a, b) => Number(b.blocks) - Number(a.blocks));
}
