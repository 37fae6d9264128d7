import { makePart, type RegionContext } from "../context";
import { NONCURRENT_DAYS } from "../fixed";
import type { PartOf } from "../plan";

/** Name of the bucket of static files, and the part's. */
export const STATIC = "static";

export function bucketPart(context: RegionContext): PartOf<"bucket"> {
  const infrequentDays = context.manifest.edge?.staticInfrequentDays ?? 0;
  return makePart(
    "bucket",
    STATIC,
    context.at("edge.static.paths"),
    {
      bucketName: context.names.bucket(STATIC, context.region, context.account),
      noncurrentDays: NONCURRENT_DAYS,
      ...(infrequentDays > 0 && { infrequentDays }),
    },
    {
      bucketName: context.derived("<name>-<environment>-static-<region>-<account>", "name", "edge.static.paths"),
      noncurrentDays: context.fixed("long enough to roll a bad release back"),
      infrequentDays: context.at("edge.static.infrequentAccessAfter"),
    },
  );
}
