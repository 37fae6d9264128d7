import { growth } from "./capacity";
import { type Failure, isTaken, type Response, type Situation } from "./failure";
import { cdnLost, cellLost, dnsLost, poisoned } from "./failures/others";
import { cacheCold, dependencyLost, retriesStorm } from "./failures/overload";
import { regionLost } from "./failures/region";
import { badDeployment } from "./failures/rollout";
import { memberLost } from "./failures/stores";
import { unitLost } from "./failures/units";
import { zoneLost } from "./failures/zone";
import { ENDLESS, longer, NOTHING, plus, type Range } from "./range";
import type { Step } from "./step";

/** All steps of everything that fails at once, and the longest way through them. */
export interface Timeline {
  readonly steps: readonly Step[];
  readonly responses: readonly Response[];
  readonly total: Range;
  /** Until reads are answered; the total where nothing is for writes only. */
  readonly reads: Range;
  /** The steps of the longest way at typical times, in order. */
  readonly path: readonly Step[];
  /** When each step is over, by its id. */
  readonly ends: ReadonlyMap<string, Range>;
}

export function timelineOf(situation: Situation): Timeline {
  const responses = situation.failures.map((failure) => respond(failure, situation));
  const own = dedupe(responses.flatMap(({ steps }) => steps));
  const noticed = own.filter(({ kind }) => kind === "detect").map(({ id }) => id);
  const steps = dedupe([...own, ...growth(situation, noticed)]).map((step) => blocked(step, situation));
  const ends = endsOf(steps);
  return { steps, responses, ...longest(steps, ends) };
}

function longest(
  steps: readonly Step[],
  ends: ReadonlyMap<string, End>,
): Pick<Timeline, "total" | "reads" | "path" | "ends"> {
  const last = (some: readonly Step[]): Range =>
    some.map(({ id }) => ends.get(id)?.end ?? NOTHING).reduce(longer, NOTHING);
  return {
    total: last(steps),
    reads: last(steps.filter(({ writesOnly }) => !writesOnly)),
    path: longestPath(steps, ends),
    ends: new Map([...ends].map(([id, { end }]) => [id, end])),
  };
}

function respond(failure: Failure, situation: Situation): Response {
  switch (failure.kind) {
    case "process":
    case "instance":
      return unitLost(failure.pool, situation);
    case "zone":
      return zoneLost(failure.region, situation);
    case "cache-node":
    case "writer":
      return memberLost(failure.store, situation);
    case "region":
      return regionLost(failure.region, situation);
    case "cdn":
      return cdnLost(situation);
    case "dns":
      return dnsLost(situation);
    case "deployment":
      return badDeployment(failure.service, situation);
    case "poison":
      return poisoned(failure.queue, situation);
    case "cell":
      return cellLost(failure.cell, situation);
    case "dependency":
      return dependencyLost(failure.service, failure.target, failure.slow, situation);
    case "cold-cache":
      return cacheCold(failure.cache, situation);
    case "retry-storm":
      return retriesStorm(failure.service, situation);
    case "own":
      return { ...failure.own, notes: [] };
  }
}

/** The same step of two failures is taken once: the longer of the two. */
function dedupe(steps: readonly Step[]): readonly Step[] {
  const found = new Map<string, Step>();
  for (const step of steps) {
    const there = found.get(step.id);
    found.set(step.id, there ? { ...step, time: longer(there.time, step.time) } : step);
  }
  return [...found.values()];
}

/** A step that asks a control plane which the scenario took away has no end. */
function blocked(step: Step, situation: Situation): Step {
  if (!step.needs || !isTaken(step.needs, situation)) return step;
  const { service, region } = step.needs;
  return {
    ...step,
    time: ENDLESS,
    basis: { kind: "none" },
    what: `${step.what} (waits: the control plane of ${service} in ${region} is gone)`,
  };
}

interface End {
  readonly end: Range;
  /** What it waited for, typically. */
  readonly before: string | undefined;
}

/** When each step is over. Steps name only what stands before them. */
function endsOf(steps: readonly Step[]): ReadonlyMap<string, End> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ends = new Map<string, End>();
  const visit = (step: Step): End => {
    const there = ends.get(step.id);
    if (there) return there;
    const before = step.after.flatMap((id) => byId.get(id) ?? []).map((each) => ({ id: each.id, ...visit(each) }));
    const last = before.reduce<(typeof before)[number] | undefined>(
      (a, b) => (a && a.end.typical >= b.end.typical ? a : b),
      undefined,
    );
    const start = before.map(({ end }) => end).reduce(longer, NOTHING);
    const made = { end: plus(start, step.time), before: last?.id };
    ends.set(step.id, made);
    return made;
  };
  for (const step of steps) visit(step);
  return ends;
}

function longestPath(steps: readonly Step[], ends: ReadonlyMap<string, End>): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const [last] = [...steps].sort((a, b) => later(ends.get(b.id)?.end, ends.get(a.id)?.end));
  const path: Step[] = [];
  for (let at = last; at; at = byId.get(ends.get(at.id)?.before ?? "")) path.unshift(at);
  return path;
}

function later(a: Range = NOTHING, b: Range = NOTHING): number {
  if (a.typical !== b.typical) return a.typical > b.typical ? 1 : -1;
  return a.max === b.max ? 0 : a.max > b.max ? 1 : -1;
}
