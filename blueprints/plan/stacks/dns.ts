import type { PlanContext } from "../context";
import { GLOBAL_REGION } from "../fixed";
import { DNS } from "../keys";
import { budgetParts } from "../parts/budget";
import { zonePart } from "../parts/zone";
import type { PlannedStack } from "../plan";
import { stack } from "./stack";

/**
 * Zone, first certificate with its validation records, and the secret that origins ask the CDN for (DECISIONS 13). The
 * budget too: it counts the whole account, and this is the stack that every environment has once.
 */
export const dnsStack = (plan: PlanContext): PlannedStack =>
  stack(plan, {
    key: DNS,
    kind: "dns",
    region: GLOBAL_REGION,
    role: "global",
    parts: [zonePart(plan), ...budgetParts(plan)],
    needs: [],
    after: [],
  });
