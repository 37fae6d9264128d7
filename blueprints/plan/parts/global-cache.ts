import type { Sessions } from "../../manifest/manifest";
import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";
import { SESSIONS } from "../stores";

export const globalCachePart = ({ names, at, derived }: PlanContext, sessions: Sessions): PartOf<"global-cache"> =>
  makePart(
    "global-cache",
    SESSIONS,
    at("sessions.global"),
    {
      suffix: names.globalCacheSuffix(SESSIONS),
      primaryReplicationGroupId: names.replicationGroup(SESSIONS),
      class: sessions.class,
      engine: sessions.engine,
      version: sessions.version,
    },
    {
      suffix: derived("<name>-<environment>-sessions", "name", "sessions"),
      primaryReplicationGroupId: derived("the primary's replication group, by its computed name", "regions.primary"),
      class: at("sessions.class"),
      engine: at("sessions.engine"),
      version: at("sessions.version"),
    },
  );
