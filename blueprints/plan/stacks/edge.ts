import type { PlanContext } from "../context";
import { GLOBAL_REGION } from "../fixed";
import { DNS, EDGE } from "../keys";
import { alarmsPart } from "../parts/alarms";
import { cdnPart } from "../parts/cdn";
import type { PlannedStack } from "../plan";
import { dnsNeeds, stack } from "./stack";

/** The CDN, last: it refers to every region by name only, and is of use once something answers there. */
export function edgeStacks(plan: PlanContext, before: readonly PlannedStack[]): readonly PlannedStack[] {
  const { edge } = plan.manifest;
  if (!edge) return [];
  // Cloudflare keeps its own metrics, which no alarm of AWS sees.
  const parts = edge.cdn === "cloudfront" ? [cdnPart(plan, edge), alarmsPart(plan)] : [cdnPart(plan, edge)];
  return [
    stack(plan, {
      key: EDGE,
      kind: "edge",
      region: GLOBAL_REGION,
      role: "edge",
      parts,
      needs: dnsNeeds(plan, parts),
      after: [DNS, ...before.map(({ key }) => key)],
    }),
  ];
}
