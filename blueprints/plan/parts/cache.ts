import type { Sessions } from "../../manifest/manifest";
import { makePart, type RegionContext } from "../context";
import { PORTS } from "../fixed";
import { secondaryCidrs } from "../network";
import type { PartOf } from "../plan";
import { globalSessions, peeredSessions, SESSIONS } from "../stores";

export function cachePart(context: RegionContext, sessions: Sessions): PartOf<"cache"> {
  const { at, derived, fixed, names } = context;
  const path = "sessions";
  const global = globalSessions(context);
  const peered = peeredSessions(context);
  const role = global && context.role === "secondary" ? "secondary" : "primary";
  return makePart(
    "cache",
    SESSIONS,
    at(path),
    {
      engine: sessions.engine,
      version: sessions.version,
      class: sessions.class,
      replicationGroupId: names.replicationGroup(SESSIONS),
      role,
      global,
      replicas: sessions.replicas,
      snapshotDays: sessions.snapshotDays,
      port: PORTS.redis,
      endpoints: names.endpoints(SESSIONS),
      peerCidrs: peered && context.role === "primary" ? secondaryCidrs(context) : [],
      ...(peered && context.role === "secondary" && { writerRegion: context.manifest.regions.primary }),
    },
    {
      engine: at(`${path}.engine`),
      version: at(`${path}.version`),
      class: at(`${path}.class`),
      replicationGroupId: derived("<name>-<environment>-sessions", "name", path),
      role: derived(
        "primary in regions.primary and where each region has its own",
        "regions.primary",
        `${path}.global`,
      ),
      global: at(`${path}.global`),
      replicas: at(`${path}.replicas`),
      snapshotDays: at(`${path}.snapshots`),
      port: fixed("the engine's own default"),
      endpoints: derived("/<name>/<environment>/sessions/writer, reader, port", "name", path),
      peerCidrs: derived("networks of peered regions", `${path}.otherRegionsWrite`, "regions.secondaries"),
      writerRegion: derived(
        "the primary, whose cache takes the writes",
        `${path}.otherRegionsWrite`,
        "regions.primary",
      ),
    },
  );
}
