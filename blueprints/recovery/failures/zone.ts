import type { Pool } from "../../topology/topology";
import { startOf } from "../capacity";
import { detection } from "../detect";
import type { Response, Situation } from "../failure";
import { concerning, known, type Step, waitFor } from "../step";
import { failing, takeOver } from "./stores";

/** One zone of a region, the one with the writers: balancers leave it out while stores fail over. */
export function zoneLost(region: string, situation: Situation): Response {
  const { pools, stores, regions } = situation.topology;
  const here = pools.filter((pool) => pool.region === region && pool.kind !== "function");
  const taken = stores
    .filter(({ kind }) => kind === "aurora" || kind === "rds" || kind === "cache")
    .flatMap((store) =>
      store.members
        .filter((each) => each.region === region && each.role === "writer")
        .map((member) => ({ store, ...takeOver(store, member, situation) })),
    );
  const zones = Math.min(...here.map((pool) => pool.zones?.length ?? 1));
  return {
    steps: [...here.flatMap(poolSteps), ...taken.flatMap(({ steps }) => steps)],
    losses: taken.flatMap(({ losses }) => losses),
    ...(here.length > 0 && failing(taken, situation, 1 / (zones * Math.max(1, regions.length)))),
    notes: [
      ...here
        .filter((pool) => pool.zones === undefined)
        .map((pool) => `zones of ${pool.service} in ${region} are not seen: taken as one`),
      ...taken.flatMap(({ notes }) => notes),
    ],
  };
}

const poolSteps = (pool: Pool): readonly Step[] => concerning({ service: pool.service }, stepsOf(pool));

function stepsOf(pool: Pool): readonly Step[] {
  const at = `${pool.service}@${pool.region}`;
  const zones = pool.zones?.length ?? 1;
  if (zones === 1)
    return [waitFor(`zone:${at}`, `${pool.service} in ${pool.region} stands in one zone: it waits for that zone`)];
  const detect =
    pool.kind === "pods"
      ? known(`zone-detect:${at}`, "detect", "nodeLoss", [])
      : detection(`detect:${at}`, `${pool.service} in ${pool.region}`, pool.probe);
  const redirect = known(`zone-out:${at}`, "redirect", pool.kind === "pods" ? "balancerStops" : "zoneOutOfName", [
    detect.id,
  ]);
  // Fewer units than zones: the one that is lost may have been the only one.
  const alone = pool.least !== undefined && pool.least < 2;
  return [detect, redirect, ...(alone ? startOf(`replace:${at}`, pool, [detect.id]) : [])];
}
