import type { PlanContext } from "../context";
import { globalCachePart } from "../parts/global-cache";
import { globalDatabasePart } from "../parts/global-database";
import type { PlannedStack } from "../plan";
import { globalSessions, globalStores } from "../stores";
import { GLOBAL_DATA, stack } from "./stack";

/** Global databases, made from the first writer, between its stack and the secondaries' (DECISIONS 8); none without both. */
export function globalDataStacks(plan: PlanContext): readonly PlannedStack[] {
  const stores = globalStores(plan);
  const sessions = globalSessions(plan);
  if (stores.length === 0 && !sessions) return [];
  const { primary } = plan.manifest.regions;
  return [
    stack(plan, {
      key: GLOBAL_DATA,
      kind: "global-data",
      region: primary,
      role: "global",
      parts: [...stores.map((store) => globalDatabasePart(plan, store)), ...(sessions ? [globalCachePart(plan)] : [])],
      needs: [],
      after: [primary],
    }),
  ];
}
