import floors from "../facts/recovery-floors.json";
import type { Problem } from "../problems/problem";
import { inRegion, type PlanContext } from "./context";
import { absentIn, globalStores, isAurora } from "./stores";
import { warning } from "./warning";

/**
 * Objectives that the plan cannot meet, so far as that follows from published numbers alone (DECISIONS 33); the proof of
 * every scenario is a model of its own. Nothing is said about availability: no failure rate has a source (DECISIONS 32).
 */
export function outOfReach(plan: PlanContext): readonly Problem[] {
  const { objectives } = plan.manifest;
  const recovery = missed(plan, "rto", slowest(plan), objectives.rtoSeconds);
  const loss = missed(plan, "rpo", mostLost(plan), objectives.rpoSeconds);
  return [...recovery, ...loss];
}

/** A failure, what is known of recovering from it, and the seconds that it takes or loses. */
interface Floor {
  readonly when: string;
  readonly what: string;
  readonly seconds: number;
  readonly fix: string;
}

function missed(
  plan: PlanContext,
  objective: "rto" | "rpo",
  floors: readonly Floor[],
  allowed: number,
): readonly Problem[] {
  return floors
    .filter(({ seconds }) => seconds > allowed)
    .map(({ when, what, fix }) =>
      warning(plan, "SK2002", `objectives.${objective}`, {
        message: `${objective.toUpperCase()} of ${duration(allowed)} is out of reach when ${when}: ${what}`,
        fix,
      }),
    );
}

function slowest(plan: PlanContext): readonly Floor[] {
  const { regions, failover, data } = plan.manifest;
  const { regionOutage, auroraGlobalFailover, auroraWithoutReplica } = floors;
  const lone = Object.entries(data).filter(([, store]) => isAurora(store) && store.replicas === 0);
  const waits = lone.map(([name]) => ({
    when: `the writer of ${name} is lost`,
    what: auroraWithoutReplica.what,
    seconds: auroraWithoutReplica.seconds,
    fix: `give ${name} a replica: data.${name}.replicas, or tier growth`,
  }));
  if (regions.secondaries.length === 0)
    return [
      {
        when: `${regions.primary} is lost`,
        what: `there is no other region, and ${regionOutage.what}`,
        seconds: regionOutage.seconds,
        fix: "tier global with a secondary region, or an objective for one region only",
      },
      ...waits,
    ];
  const apart = [...new Set(regions.secondaries.flatMap((region) => absentIn(inRegion(plan, region))))];
  const stay = apart.filter((name) => data[name] !== undefined);
  const detection = (failover.healthCheckThreshold - 1) * failover.healthCheckIntervalSeconds;
  return [
    {
      when: "a region is lost",
      what: `health checks notice it after ${duration(detection)} at the earliest, and resolvers keep the old answer for ${duration(failover.ttlSeconds)}`,
      seconds: detection,
      fix: "shorten failover.healthCheckInterval, failover.healthCheckThreshold or failover.ttl",
    },
    ...stay.map((name) => ({
      when: `${regions.primary} is lost`,
      what: `${name} has no copy elsewhere, and ${regionOutage.what}`,
      seconds: regionOutage.seconds,
      fix: `make ${name} a global store: tier global`,
    })),
    ...globalStores(plan).map((name) => ({
      when: `the writer's region of ${name} is lost`,
      what: auroraGlobalFailover.what,
      seconds: auroraGlobalFailover.seconds,
      fix: "an objective of minutes for writes",
    })),
    ...waits,
  ];
}

function mostLost(plan: PlanContext): readonly Floor[] {
  const { auroraGlobalLag, rdsLogInterval } = floors;
  const bare = Object.entries(plan.manifest.data).filter(
    ([, store]) => !isAurora(store) && !store.multiAz && store.replicas === 0,
  );
  return [
    ...globalStores(plan).map((name) => ({
      when: `the writer's region of ${name} is lost`,
      what: auroraGlobalLag.what,
      seconds: auroraGlobalLag.seconds,
      fix: "an objective of seconds: no asynchronous copy loses nothing",
    })),
    ...bare.map(([name]) => ({
      when: `the zone of ${name} is lost`,
      what: rdsLogInterval.what,
      seconds: rdsLogInterval.seconds,
      fix: `set data.${name}.multiAz, or tier growth`,
    })),
  ];
}

export function duration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600}h`;
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60}m`;
  return `${seconds}s`;
}
