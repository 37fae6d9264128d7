import sizing from "../facts/sizing.json";
import type { Pool } from "../topology/topology";
import { type Capacity, type Failure, lostRegions, type Situation } from "./failure";
import { concerning, known, type Step } from "./step";

/** Capacity left by service, where the manifest says what a unit carries. */
export function capacityLeft(situation: Situation): readonly Capacity[] {
  const { demand, topology } = situation;
  const { peakRps, unitRps = {} } = demand;
  if (peakRps === undefined) return [];
  return Object.entries(unitRps).flatMap(([service, rps]) => {
    const pools = topology.pools.filter((pool) => pool.service === service && pool.kind !== "function");
    const sized = pools.filter(({ least, most }) => least !== undefined && most !== undefined);
    if (sized.length === 0 || sized.length < pools.length) return [];
    const sum = (units: (pool: Pool) => number): number => sized.reduce((total, pool) => total + units(pool), 0);
    return [
      {
        service,
        peakRps,
        beforeRps: sum((pool) => running(pool, situation, rps, pools)) * rps,
        leftRps: sum((pool) => left(running(pool, situation, rps, pools), pool, situation)) * rps,
        mostRps: sum((pool) => left(pool.most ?? 0, pool, situation)) * rps,
      },
    ];
  });
}

/** Units that run at the peak: what the region's share asks for at the utilisation that scaling aims at. */
function running(pool: Pool, { demand }: Situation, rps: number, pools: readonly Pool[]): number {
  const { least = 0, most = 0 } = pool;
  const passive = demand.routing === "active-passive" && demand.primary !== undefined;
  const share = passive ? (pool.region === demand.primary ? 1 : 0) : 1 / Math.max(1, pools.length);
  const wanted = Math.ceil(((demand.peakRps ?? 0) * share) / (rps * sizing.targetUtilisation));
  return Math.min(Math.max(wanted, least), most);
}

/** Units of a pool that all failures together leave. */
function left(units: number, pool: Pool, situation: Situation): number {
  if (lostRegions(situation).has(pool.region)) return 0;
  const gone = situation.failures.reduce((sum, failure) => sum + goneOf(units, pool, failure), 0);
  return Math.max(0, units - gone);
}

function goneOf(units: number, pool: Pool, failure: Failure): number {
  switch (failure.kind) {
    case "process":
    case "instance":
      return failure.pool === pool.id ? 1 : 0;
    case "zone":
      return failure.region === pool.region ? Math.ceil(units / Math.max(1, pool.zones?.length ?? 1)) : 0;
    case "cell":
      return failure.cell === pool.cell ? units : 0;
    default:
      return 0;
  }
}

/** Growing what is left, where what runs does not carry the peak: it asks the control plane of the region that grows. */
export function growth(situation: Situation, after: readonly string[]): readonly Step[] {
  const short = capacityLeft(situation).filter(({ leftRps, peakRps }) => leftRps < peakRps);
  return short.flatMap(({ service }) =>
    growthOf(service, situation, after, `what is left of ${service} does not carry the peak and grows`),
  );
}

/** An alarm, then units in every region that is left. */
export function growthOf(
  service: string,
  situation: Situation,
  after: readonly string[],
  what: string,
): readonly Step[] {
  const lost = lostRegions(situation);
  const pools = situation.topology.pools.filter((each) => each.service === service && !lost.has(each.region));
  if (pools.length === 0) return [];
  const id = growthId(service);
  return concerning({ service }, [
    known(`${id}:alarm`, "scale", "scaleAlarm", after),
    ...pools.flatMap((pool) => startOf(`${id}:${pool.region}`, pool, [`${id}:alarm`], what)),
  ]);
}

/** What the ids of all steps of a service's growth begin with. */
export const growthId = (service: string): string => `scale:${service}`;

/** Starting one more unit. */
export function startOf(id: string, pool: Pool, after: readonly string[], why?: string): readonly Step[] {
  const { kind, region, warmPool } = pool;
  const fact =
    kind === "instances"
      ? warmPool
        ? "launchWarm"
        : "launchInstance"
      : kind === "function"
        ? "functionStart"
        : "podStart";
  const needs = kind === "instances" ? { needs: { service: "ec2", region } } : {};
  const step = known(id, "scale", fact, after, needs);
  return [why === undefined ? step : { ...step, what: `${why}: ${step.what}` }];
}
