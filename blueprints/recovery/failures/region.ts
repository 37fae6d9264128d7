import facts from "../../facts/recovery.json";
import type { Entry, EntryMember, Store } from "../../topology/topology";
import { detection } from "../detect";
import { type Loss, lostRegions, type Response, type Situation } from "../failure";
import { bySettings, concerning, known, rangeOf, type Step, waitFor } from "../step";
import { decide } from "./decide";
import { failing, lossOf } from "./stores";

/** A whole region: names lead elsewhere, and what was written there is promoted elsewhere. */
export function regionLost(region: string, situation: Situation): Response {
  const { topology } = situation;
  const left = topology.regions.filter((each) => !lostRegions(situation).has(each));
  const share = topology.regions.length > 0 ? 1 / topology.regions.length : 1;
  if (left.length === 0)
    return {
      steps: [waitFor(`region:${region}`, `no other region serves: everything waits for ${region}`)],
      losses: [],
      errors: 1,
      notes: [`the last such outage: ${facts.outages.region.what}`],
    };
  const redirects = redirect(region, left, situation);
  const noticed = redirects.find(({ kind }) => kind === "detect") ?? detection(`detect:${region}`, region, undefined);
  const moved = topology.stores.map((store) => ({ store, ...moveStore(store, region, noticed.id, situation) }));
  const passive = situation.demand.routing === "active-passive";
  return {
    steps: [...redirects, ...(redirects.includes(noticed) ? [] : [noticed]), ...moved.flatMap(({ steps }) => steps)],
    losses: moved.flatMap(({ losses }) => losses),
    ...failing(
      moved.filter(({ steps }) => steps.length > 0),
      situation,
      passive ? (region === situation.demand.primary ? 1 : 0) : share,
    ),
    notes: moved.flatMap(({ notes }) => notes),
  };
}

/** Names that lead to the lost region and to one that is left move by themselves; others are moved by people. */
function redirect(region: string, left: readonly string[], situation: Situation): readonly Step[] {
  const { entries } = situation.topology;
  const here = entries.filter(({ members }) => members.some(({ regions }) => regions.includes(region)));
  const moving = here.filter(
    ({ members, routing }) =>
      routing !== "simple" && members.some(({ regions }) => regions.some((each) => left.includes(each))),
  );
  const [first] = here;
  if (moving.length === 0)
    return byHand(
      region,
      first,
      first?.members.find(({ regions }) => regions.includes(region)),
      situation,
    );
  return moving.flatMap((entry) =>
    entry.members
      .filter(({ regions }) => regions.length === 1 && regions[0] === region)
      .flatMap((member) => leave(entry, member, region, situation)),
  );
}

function leave(entry: Entry, member: EntryMember, region: string, situation: Situation): readonly Step[] {
  if (!member.probe && !member.followsTargets) return byHand(region, entry, member, situation);
  const at = `${entry.name}@${region}`;
  const detect = detection(`detect:${at}`, region, member.probe);
  const verdict =
    entry.by === "cloudflare"
      ? known(`verdict:${at}`, "redirect", "edgeSteers", [detect.id])
      : known(`verdict:${at}`, "redirect", "verdictToAnswers", [detect.id]);
  return [detect, verdict, ...forget(at, member, verdict.id)];
}

/** Resolvers keep the old answer for the TTL. */
function forget(at: string, { ttl }: Pick<EntryMember, "ttl">, after: string): readonly Step[] {
  if (!ttl) return [];
  const { max, typical } = rangeOf(ttl);
  // One that asked just before keeps it longest; on average half of the time is over.
  const time = { min: 0, typical, max };
  const step = {
    id: `ttl:${at}`,
    kind: "redirect" as const,
    what: "resolvers and the CDN forget the old answer",
    time,
    after: [after],
  };
  return [bySettings(step, [ttl], "up to the TTL")];
}

/** Without a health check somebody has to change records, which Route 53's control plane in us-east-1 does. */
function byHand(
  region: string,
  entry: Entry | undefined,
  member: EntryMember | undefined,
  situation: Situation,
): readonly Step[] {
  const at = `${entry?.name ?? "names"}@${region}`;
  const detect = detection(`detect:${at}`, region, member?.probe);
  const decision = decide(`decide:${at}`, [detect.id], situation);
  const change = known(`change:${at}`, "redirect", "recordChange", [decision.id], {
    needs: { service: "route53", region: "us-east-1" },
  });
  return [detect, decision, change, ...(member ? forget(at, member, change.id) : [])];
}

interface Moved {
  readonly steps: readonly Step[];
  readonly losses: readonly Loss[];
  readonly notes: readonly string[];
}
const STAYS: Moved = { steps: [], losses: [], notes: [] };

function moveStore(store: Store, region: string, noticed: string, situation: Situation): Moved {
  const moved = promoted(store, region, noticed, situation);
  return { ...moved, steps: concerning({ store: store.name }, moved.steps) };
}

/** No managed detector starts a promotion between regions: somebody decides. */
function promoted(store: Store, region: string, noticed: string, situation: Situation): Moved {
  const lost = lostRegions(situation);
  const writer = store.members.find(({ role }) => role === "writer");
  const member = store.members.find((each) => each.region === region);
  if (!member || !writer) return STAYS;
  if (store.writesEverywhere)
    return store.kind === "table"
      ? { ...STAYS, losses: [lossOf(store, "tableGlobal")] }
      : { ...STAYS, notes: [`what ${store.name} held in ${region} is not elsewhere (sessions: people sign in again)`] };
  if (writer.region !== region) return STAYS;
  const target = store.members.find((each) => each !== writer && !lost.has(each.region));
  if (!store.spans || !target)
    return {
      ...STAYS,
      steps: [
        waitFor(`region:${store.name}`, `${store.name} has no copy in a region that is left: it waits for ${region}`),
      ],
      notes: [`the last such outage: ${facts.outages.region.what}`],
    };
  const id = `global:${store.name}`;
  const decision: Step = { ...decide(`decide:${id}`, [noticed], situation), writesOnly: true };
  const fact =
    store.kind === "cache" ? "cacheGlobalPromote" : store.kind === "aurora" ? "auroraGlobalPromote" : "replicaPromote";
  const promote = known(`promote:${id}`, "promote", fact, [decision.id], {
    what: `${store.name} in ${target.region}: ${facts.times[fact].what}`,
    needs: { service: store.kind === "cache" ? "elasticache" : "rds", region: target.region },
    writesOnly: true,
  });
  const back = known(`reconnect:${id}`, "reconnect", "clientCache", [promote.id], { writesOnly: true });
  return {
    ...STAYS,
    steps: [decision, promote, back],
    losses: [lossOf(store, store.kind === "cache" ? "cacheGlobal" : "auroraGlobal")],
  };
}
