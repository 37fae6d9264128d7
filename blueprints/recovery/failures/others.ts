import facts from "../../facts/recovery.json";
import { detection } from "../detect";
import type { Response, Situation } from "../failure";
import { times } from "../range";
import { bySettings, known, rangeOf, waitFor } from "../step";
import { decide } from "./decide";

/** The only CDN: names could lead past it, but what stands behind accepts nobody else. */
export function cdnLost({ topology }: Situation): Response {
  const [cdn] = topology.distributions;
  return {
    steps: [waitFor("cdn", `everything comes through ${cdn?.provider ?? "the CDN"}: it waits for the provider`)],
    losses: [],
    errors: 1,
    notes: [`one such outage: ${facts.outages.cdn.what}`],
  };
}

/** Answers and health checks go on without the control plane; only changes wait. */
export function dnsLost({ topology }: Situation): Response {
  const fixed = topology.entries.filter(
    ({ by, routing, members }) =>
      by === "route53" &&
      routing !== "simple" &&
      members.some(({ probe, followsTargets }) => !probe && !followsTargets),
  );
  return {
    steps: [],
    losses: [],
    errors: 0,
    notes: [
      "answers and health checks go on; records, certificates and new load balancers wait",
      ...fixed.map(({ name }) => `${name} is moved by hand: nobody could move it meanwhile`),
    ],
  };
}

/** A message that fails every time: set aside after so many receives, or again and again until it is too old. */
export function poisoned(name: string, { topology }: Situation): Response {
  const queue = topology.queues.find((each) => each.name === name);
  if (!queue) return { steps: [], losses: [], notes: [] };
  if (!queue.fifo)
    return {
      steps: [],
      losses: [],
      errors: 0,
      notes: [
        queue.receives
          ? `${name} sets it aside; others go on`
          : `${name} sets nothing aside: it comes back until it is too old, then it is gone`,
      ],
    };
  const { receives, visibility, retention } = queue;
  const time = receives ? times(rangeOf(receives), rangeOf(visibility)) : rangeOf(retention);
  const what = receives
    ? `${name} tries it until it is set aside`
    : `${name} sets nothing aside: its group waits until it is too old`;
  const step = { id: `poison:${name}`, kind: "wait" as const, what, time, after: [] };
  return {
    steps: [
      receives
        ? bySettings(step, [receives, visibility], "receives x visibility")
        : bySettings(step, [retention], "retention"),
    ],
    losses: [],
    errors: 0,
    notes: [
      "requests are answered meanwhile; what stands behind the message in its group waits",
      ...(receives ? [] : ["the message is lost"]),
    ],
  };
}

/** One cell: its users are mapped elsewhere by people, the others notice nothing. */
export function cellLost(cell: string, situation: Situation): Response {
  const cells = new Set(situation.topology.pools.flatMap((pool) => pool.cell ?? []));
  const pool = situation.topology.pools.find((each) => each.cell === cell);
  const detect = detection(`detect:cell:${cell}`, `cell ${cell}`, pool?.probe);
  return {
    steps: [
      detect,
      decide(`decide:cell:${cell}`, [detect.id], situation),
      known(`remap:cell:${cell}`, "redirect", "recordChange", [`decide:cell:${cell}`]),
    ],
    losses: [],
    errors: 1 / Math.max(1, cells.size),
    notes: [],
  };
}
