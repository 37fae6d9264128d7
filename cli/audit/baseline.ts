import type { Source } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Finding } from "../../policies/finding";
import { earlierDocument } from "../earlier-document";

/** An earlier audit, as far as it is compared with. */
export interface Baseline {
  readonly name: string;
  readonly tier: Tier;
  readonly score?: number;
  readonly redacted: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Reads what `audit --format json` wrote earlier.
 * @throws ScalekitError SK6012
 */
export function readBaseline(path: string, name: string): Baseline {
  const value = earlierDocument(path, name, {
    schema: "audit",
    refers: ["check"],
    code: "SK6012",
    what: "document of an audit",
    fix: "write one with `scalekit audit FILE… --output json=FILE`",
  });
  const { tier, score, redacted, findings } = value as {
    readonly tier: Tier;
    readonly redacted: boolean;
    readonly score: { readonly value: number | null };
    readonly findings: readonly (Omit<Finding, "source"> & { readonly source: Source | null })[];
  };
  return {
    name,
    tier,
    redacted,
    ...(score.value !== null && { score: score.value }),
    findings: findings.map(({ source, ...rest }) => (source === null ? rest : { ...rest, source })),
  };
}
