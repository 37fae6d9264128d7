import facts from "../facts/control-planes.json";
import type { PartKind } from "./parts";
import type { Part, PlannedStack } from "./plan";

interface Need {
  readonly region: string;
  readonly reason: string;
  readonly when?: string;
}
const NEEDS: Readonly<Record<PartKind, readonly Need[]>> = facts.parts;

/** Regions besides the stack's own whose control planes making or changing its parts needs (DECISIONS 21). */
export function controlPlanes(region: string, primary: string, parts: readonly Part[]): PlannedStack["controlPlanes"] {
  const reasons = new Map<string, Set<string>>();
  for (const part of parts) {
    for (const need of NEEDS[part.kind]) {
      if (need.when !== undefined && !("role" in part.args && part.args.role === need.when)) continue;
      if (part.kind === "cdn" && part.args.provider !== "cloudfront") continue;
      const where = need.region === "primary" ? primary : need.region;
      if (where !== region) reasons.set(where, (reasons.get(where) ?? new Set()).add(need.reason));
    }
  }
  return [...reasons]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([where, why]) => ({ region: where, reason: [...why].join("; ") }));
}
