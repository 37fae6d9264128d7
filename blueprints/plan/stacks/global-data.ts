import type { PlanContext } from "../context";
import { GLOBAL_DATA } from "../keys";
import { globalCachePart } from "../parts/global-cache";
import { globalDatabasePart } from "../parts/global-database";
import type { PlannedStack } from "../plan";
import { globalSessions, globalStores } from "../stores";
import { stack } from "./stack";

/** Global databases, made from the first writer, between its stack and the secondaries' (DECISIONS 8); none without both. */
export function globalDataStacks(plan: PlanContext): readonly PlannedStack[] {
  const stores = globalStores(plan);
  const { regions, sessions } = plan.manifest;
  const caches = sessions && globalSessions(plan) ? [globalCachePart(plan, sessions)] : [];
  if (stores.length === 0 && caches.length === 0) return [];
  const { primary } = regions;
  return [
    stack(plan, {
      key: GLOBAL_DATA,
      kind: "global-data",
      region: primary,
      role: "global",
      parts: [...stores.map((store) => globalDatabasePart(plan, store)), ...caches],
      needs: [],
      after: [primary],
    }),
  ];
}
