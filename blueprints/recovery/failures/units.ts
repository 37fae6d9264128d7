import type { Pool } from "../../topology/topology";
import { startOf } from "../capacity";
import { detection } from "../detect";
import type { Response, Situation } from "../failure";
import { concerning, known, type Step } from "../step";

/** One process or instance of a pool: the load balancer leaves it out; where it was the only one, another has to start. */
export function unitLost(id: string, { topology }: Situation): Response {
  const pool = topology.pools.find((each) => each.id === id);
  if (!pool) return { steps: [], losses: [], notes: [] };
  const { steps, alone } = poolStands(pool, 1);
  return {
    steps,
    losses: [],
    ...(pool.least !== undefined && { errors: 1 / (Math.max(1, pool.least) * regionsOf(pool, topology.pools)) }),
    notes: alone ? [`${pool.service} in ${pool.region} runs as one unit: nothing else takes its requests there`] : [],
  };
}

/** Steps until a pool serves again without some of its units. */
export function poolStands(pool: Pool, gone: number): { readonly steps: readonly Step[]; readonly alone: boolean } {
  const at = `${pool.service}@${pool.region}`;
  const detect = detection(`detect:${at}`, `${pool.service} in ${pool.region}`, pool.probe);
  const stop = known(`redirect:${at}`, "redirect", "balancerStops", [detect.id]);
  const alone = pool.kind !== "function" && pool.least !== undefined && pool.least <= gone;
  const steps = [detect, stop, ...(alone ? startOf(`replace:${at}`, pool, [detect.id]) : [])];
  return { steps: concerning({ service: pool.service }, steps), alone };
}

const regionsOf = ({ service }: Pool, pools: readonly Pool[]): number =>
  new Set(pools.filter((pool) => pool.service === service).map(({ region }) => region)).size;
