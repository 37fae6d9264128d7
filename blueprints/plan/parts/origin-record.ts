import { makePart, type RegionContext } from "../context";
import type { PartOf } from "../plan";
import { originRecord } from "./entry";

/** Instead of an entry where services run in somebody's existing cluster, whose host name the manifest states. */
export function originRecordPart(context: RegionContext, target: string): PartOf<"origin-record"> {
  const { manifest, region, at } = context;
  const origin = originRecord(context);
  return makePart(
    "origin-record",
    "entry",
    at("kubernetes.entry"),
    { ...origin.args, target, ttlSeconds: manifest.failover.ttlSeconds },
    { ...origin.sources, target: at(`kubernetes.entry.${region}`), ttlSeconds: at("failover.ttl") },
  );
}
