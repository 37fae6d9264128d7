import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import type { Reader } from "./reader";
import type { ReaderScaling } from "./topology";

const TARGET = "targetTrackingScalingPolicyConfiguration";

/** How many readers scaling may give a cluster, and what makes it add one; nothing where nothing scales them. */
export function readerScaling(cluster: GraphResource, reader: Reader): { readonly readers?: ReaderScaling } {
  const [target] = reader
    .referrers(cluster, TYPES.appScalingTarget)
    .filter((each) => reader.text(each, "scalableDimension") === "rds:cluster:ReadReplicaCount");
  if (!target) return {};
  const [least, most] = [reader.number(target, "minCapacity"), reader.number(target, "maxCapacity")];
  if (least === undefined || most === undefined) return {};
  const [policy] = reader.referrers(target, TYPES.appScalingPolicy);
  const byCpu =
    policy &&
    reader.text(policy, `${TARGET}.predefinedMetricSpecification.predefinedMetricType`) ===
      "RDSReaderAverageCPUUtilization";
  const use = byCpu ? reader.number(policy, `${TARGET}.targetValue`) : undefined;
  const cooldown = policy && reader.number(policy, `${TARGET}.scaleOutCooldown`);
  return {
    readers: {
      least,
      most,
      ...(use !== undefined && { utilisation: use / 100 }),
      ...(cooldown !== undefined && { cooldownSeconds: cooldown }),
    },
  };
}
