import type { Manifest } from "../../manifest/manifest";
import type { Demand } from "../../recovery/demand";
import type { Failure } from "../../recovery/failure";
import { isEndless } from "../../recovery/range";
import type { Step } from "../../recovery/step";
import type { StepKind } from "../../recovery/step-kinds";
import { timelineOf } from "../../recovery/timeline";
import type { Topology } from "../../topology/topology";
import type { ScenarioInput, Struck } from "../struck";
import type { Station } from "../system";

/** What a failure meets in the middle of traffic. */
export interface Context {
  readonly input: ScenarioInput;
  readonly topology: Topology;
  readonly demand: Demand;
  readonly manifest: Manifest;
  readonly stations: readonly Station[];
}

/** What it does to the traffic. */
export type Effect = Pick<Struck, "disturbances" | "events">;

export const by = (stations: readonly Station[], of: (station: Station) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(stations.map((station) => [station.id, of(station)]));

export const stepsOf = (failure: Failure, { topology, demand }: Context): readonly Step[] =>
  timelineOf({ topology, demand, failures: [failure] }).steps;

/** When the last step of these kinds is over, at typical times. */
export function secondsOf(steps: readonly Step[], kinds: readonly StepKind[]): number {
  const chosen = new Map(steps.filter(({ kind }) => kinds.includes(kind)).map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const end = (step: Step): number => {
    const known = ends.get(step.id);
    if (known !== undefined) return known;
    const before = step.after.flatMap((id) => chosen.get(id) ?? []).map(end);
    const own = isEndless(step.time) ? Number.POSITIVE_INFINITY : step.time.typical;
    const made = Math.max(0, ...before) + own;
    ends.set(step.id, made);
    return made;
  };
  return Math.max(0, ...[...chosen.values()].map(end));
}
