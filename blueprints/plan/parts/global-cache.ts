import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";
import { SESSIONS } from "../stores";

export const globalCachePart = ({ names, at, derived }: PlanContext): PartOf<"global-cache"> =>
  makePart(
    "global-cache",
    SESSIONS,
    at("sessions.global"),
    { suffix: names.globalCacheSuffix(SESSIONS), primaryReplicationGroupId: names.replicationGroup(SESSIONS) },
    {
      suffix: derived("<name>-<environment>-sessions", "name", "sessions"),
      primaryReplicationGroupId: derived("the primary's replication group, by its computed name", "regions.primary"),
    },
  );
