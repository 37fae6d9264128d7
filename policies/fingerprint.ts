import { createHash } from "node:crypto";

/**
 * Names one finding: rule, resource and, where a rule says several things of one resource, which of them. Stays the same
 * when files, lines, words or values change; a renamed rule keeps its first id for it.
 */
export const fingerprintOf = (ruleId: string, address: string, key = ""): string =>
  createHash("sha256").update(`${ruleId}\n${address}\n${key}`).digest("hex").slice(0, 16);
