import type { PlanContext } from "../context";
import { controlPlanes } from "../control-planes";
import { DNS } from "../keys";
import type { Handover, Part, PlannedStack } from "../plan";

type Draft = Pick<PlannedStack, "key" | "kind" | "region" | "role" | "parts" | "needs"> & {
  /** Keys of stacks. */
  readonly after: readonly string[];
};

/** Names the stack and works out which control planes it needs. */
export function stack(plan: PlanContext, { after, ...draft }: Draft): PlannedStack {
  const kept = plan.lock.adopted?.[draft.key];
  return {
    name: plan.names.stack(draft.key),
    ...draft,
    dependsOn: after.map((key) => plan.names.stack(key)),
    controlPlanes: controlPlanes(draft.region, plan.manifest.regions.primary, draft.parts),
    ...(kept && kept.length > 0 && { kept }),
  };
}

/** A value of another stack that exists only once that one is up. */
export const handover = (plan: PlanContext, key: string, output: string, secret = false): Handover => ({
  key: `${key}.${output}`,
  fromStack: plan.names.stack(key),
  output,
  secret,
});

/** The zone's id where this environment makes its own zone, and the origin's secret where a CDN is in front. */
export function dnsNeeds(plan: PlanContext, parts: readonly Part[]): readonly Handover[] {
  const zone = parts.some((part) => makesRecords(part) && !("zoneId" in part.args));
  const secret = parts.some((part) => part.kind === "cdn" || (part.kind === "entry" && part.args.requireOriginSecret));
  return [
    ...(zone ? [handover(plan, DNS, "zoneId")] : []),
    ...(secret ? [handover(plan, DNS, "originSecret", true)] : []),
  ];
}
/** Records in Route 53, that is: Cloudflare keeps its own. */
const makesRecords = (part: Part): boolean =>
  part.kind === "entry" ||
  part.kind === "origin-record" ||
  (part.kind === "cdn" && part.args.provider === "cloudfront");
