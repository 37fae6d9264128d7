import facts from "../../facts/recovery.json";
import type { Store, StoreMember } from "../../topology/topology";
import { type Loss, losesZone, type Response, type Situation } from "../failure";
import { concerning, known, type Step, type Timed, waitFor } from "../step";

/** The writer of a database, or a node of a cache: the region's other members take over, or it is made anew. */
export function memberLost(name: string, situation: Situation): Response {
  const store = situation.topology.stores.find((each) => each.name === name);
  const writer = store?.members.find(({ role }) => role === "writer");
  if (!store || !writer) return { steps: [], losses: [], notes: [] };
  const taken = takeOver(store, writer, situation);
  return { ...taken, ...failing([{ store, steps: taken.steps }], situation) };
}

/** Share of requests that stores fail while these steps last: of those that only read, and of those that write. */
export function failing(
  taken: readonly { readonly store: Store; readonly steps: readonly Step[] }[],
  situation: Situation,
  others = 0,
): Pick<Response, "errors" | "writeErrors"> {
  const whole = taken.filter(({ steps }) => steps.some(({ writesOnly }) => !writesOnly));
  const errors = whole.reduce((sum, { store }) => atOnce(sum, askersOf(store, situation)), others);
  const waiting = taken.filter(({ steps }) => steps.some(({ writesOnly }) => writesOnly));
  const writing = writersOf(
    waiting.map(({ store }) => store.name),
    situation,
  );
  const { readRatio } = situation.demand;
  if (writing === 0) return { errors };
  // Without the share of writes nothing can be said of a failure that only writes suffer.
  return readRatio === undefined ? {} : { errors, writeErrors: writing * (1 - readRatio) };
}

/** Share of the services that write one of these stores; what nobody is known to use may be anybody's. */
function writersOf(stores: readonly string[], { demand: { uses = {} }, topology }: Situation): number {
  if (stores.length === 0) return 0;
  const services = [...new Set(topology.pools.map(({ service }) => service))];
  const known = (store: string): boolean =>
    services.some((each) => uses[each]?.reads.includes(store) || uses[each]?.writes.includes(store));
  if (stores.some((store) => !known(store))) return 1;
  return services.filter((each) => stores.some((store) => uses[each]?.writes.includes(store))).length / services.length;
}

/** Two shares of requests that fail independently of one another. */
export const atOnce = (a: number, b: number): number => a + b - a * b;

/** Share of requests that ask a store: those of the services that use it, in equal shares, of the part of it that is lost. */
function askersOf(
  { name, kind, members, writesEverywhere, shards = 1 }: Store,
  { demand, topology }: Situation,
): number {
  const { uses = {} } = demand;
  const services = new Set(topology.pools.map(({ service }) => service));
  const asking = [...services].filter((each) => uses[each]?.reads.includes(name) || uses[each]?.writes.includes(name));
  // Where nobody is known to use it, everybody may.
  const share = asking.length === 0 ? 1 : asking.length / services.size;
  return kind === "cache" ? share / (shards * (writesEverywhere ? Math.max(1, members.length) : 1)) : share;
}

type TakeOver = Pick<Response, "steps" | "losses" | "notes">;

/** A zone that fails at the same time may take the standby with it. */
export function takeOver(store: Store, member: StoreMember, situation: Situation): TakeOver {
  const both = losesZone(situation, member.region) && situation.failures.some((each) => isOf(each, store.name));
  const standbys = member.standbys === undefined ? undefined : member.standbys - (both ? 1 : 0);
  const left: StoreMember = standbys === undefined ? member : { ...member, standbys };
  const taken = store.kind === "cache" ? cacheTakesOver(store, left) : databaseTakesOver(store, left, situation);
  return { ...taken, steps: concerning({ store: store.name }, taken.steps) };
}

const isOf = (failure: Situation["failures"][number], name: string): boolean =>
  (failure.kind === "writer" || failure.kind === "cache-node") && failure.store === name;

function databaseTakesOver(store: Store, member: StoreMember, situation: Situation): TakeOver {
  const at = `${store.name}@${member.region}`;
  // What is not seen may be a writer that stands alone.
  const alone = (member.standbys ?? 0) <= 0;
  if (store.kind === "aurora" && alone && losesZone(situation, member.region))
    return {
      steps: [
        waitFor(`zone:${at}`, `${store.name} has no reader in another zone: it waits for its zone`, {
          writesOnly: false,
        }),
      ],
      losses: [],
      notes: [`${store.name} needs a reader in another zone`],
    };
  const fact: Timed =
    store.kind === "aurora" ? (alone ? "auroraAlone" : "auroraFailover") : alone ? "rdsRestore" : "rdsFailover";
  const promote = known(`promote:${at}`, "promote", fact, [], {
    what: `${store.name}: ${facts.times[fact].what}`,
    writesOnly: !alone,
  });
  return {
    steps: [promote, ...reconnect(store, at, promote.id, !alone)],
    losses: [lossOf(store, fact === "rdsRestore" ? "backupLog" : "synchronous")],
    notes: member.standbys === undefined ? [`how many instances ${store.name} has is not seen: taken as one`] : [],
  };
}

function reconnect(store: Store, at: string, after: string, writesOnly: boolean): readonly Step[] {
  if (store.proxy) return [known(`reconnect:${at}`, "reconnect", "proxyHolds", [after], { writesOnly })];
  return [
    known(`follow:${at}`, "redirect", "endpointDns", [after], { writesOnly }),
    known(`reconnect:${at}`, "reconnect", "clientCache", [`follow:${at}`], { writesOnly }),
  ];
}

function cacheTakesOver(store: Store, member: StoreMember): TakeOver {
  const at = `${store.name}@${member.region}`;
  if ((member.standbys ?? 0) <= 0 || !member.automatic)
    return {
      steps: [
        known(`promote:${at}`, "promote", "cacheAnew", [], { what: `${store.name}: ${facts.times.cacheAnew.what}` }),
      ],
      losses: [],
      notes: [`${store.name} is empty afterwards: what it held is made anew or gone (sessions: people sign in again)`],
    };
  return {
    steps: [
      known(`detect:${at}`, "detect", "cacheDetect", []),
      known(`promote:${at}`, "promote", "cachePromote", [`detect:${at}`]),
      known(`reconnect:${at}`, "reconnect", "clientCache", [`promote:${at}`]),
    ],
    losses: [lossOf(store, "cacheAsync")],
    notes: [],
  };
}

export function lossOf(store: Store, fact: keyof typeof facts.losses): Loss {
  const { min, typical, max, what, kind } = facts.losses[fact];
  return { store: store.name, what, time: { min, typical, max }, assumed: kind === "assumed" };
}
