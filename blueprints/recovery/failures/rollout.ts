import type { Pool, Topology } from "../../topology/topology";
import { startOf } from "../capacity";
import { alarmed } from "../detect";
import type { Response, Situation } from "../failure";
import { times } from "../range";
import { bySettings, concerning, known, rangeOf, type Step } from "../step";
import { decide } from "./decide";

/** A version that answers wrongly: seen by an alarm, taken back batch by batch. */
export function badDeployment(service: string, situation: Situation): Response {
  const [pool] = poolsOf(service, situation.topology);
  if (!pool) return { steps: [], losses: [], notes: [] };
  const detect = noticed(service, situation);
  const back = pool.rollout.goesBack
    ? known(`back:${service}`, "decide", "rollBack", [detect.id])
    : decide(`decide:back:${service}`, [detect.id], situation);
  return {
    steps: concerning({ service }, [detect, back, ...rollout(service, pool, back.id, "the old version")]),
    losses: [],
    errors: shareOf(situation.topology),
    notes: ["what the bad version wrote is written everywhere: only a restore takes it back"],
  };
}

/** The alarm on errors in a region of the service. */
export function noticed(service: string, { topology }: Situation): Step {
  const pools = poolsOf(service, topology);
  const alarms = topology.alarms.filter(({ region }) => pools.some((each) => each.region === region));
  return alarmed(`alarm:${service}`, service, alarms);
}

/** Another version or setting reaches all units, batch by batch: requests finish, units start. */
export function rollout(service: string, pool: Pool, after: string, version: string): readonly Step[] {
  const drain = pool.deregistration;
  const drained: readonly Step[] = drain
    ? [
        bySettings(
          {
            id: `drain:${service}`,
            kind: "drain",
            what: "requests at the present version finish",
            time: { ...rangeOf(drain), min: 0 },
            after: [after],
          },
          [drain],
          "up to the delay",
        ),
      ]
    : [];
  const start = startOf(`start:${service}`, pool, [drained.at(-1)?.id ?? after]).map((step): Step => {
    const { min, typical, max } = rangeOf(pool.rollout.batch);
    // The smaller the batch, the more of them.
    const batches = { min: Math.ceil(100 / max), typical: Math.ceil(100 / typical), max: Math.ceil(100 / min) };
    return {
      ...step,
      time: times(step.time, batches),
      what: `${batches.typical} batches of ${version}: ${step.what}`,
    };
  });
  return [...drained, ...start];
}

export const poolsOf = (service: string, { pools }: Topology): readonly Pool[] =>
  pools.filter((each) => each.service === service);

/** The requests of one service, where nothing says how many are whose: an equal share of all. */
export const shareOf = ({ pools }: Topology): number =>
  1 / Math.max(1, new Set(pools.map(({ service }) => service)).size);
