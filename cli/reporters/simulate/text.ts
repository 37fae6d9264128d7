import type { Outcome } from "../../../blueprints/capacity/outcome";
import { sumsOf } from "../../../blueprints/capacity/simulate";
import { clean } from "../../../blueprints/problems/format";
import type { SimulateResult } from "../../simulate/result";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { ceilingLines, foundLines, needLines, restLines, storeLines } from "./blocks";
import { channelLines } from "./channels";
import { spark } from "./spark";
import { bullet, type Style, under } from "./style";
import { sweepLines } from "./sweep";
import {
  brokenWords,
  byService,
  CAUSE_WORDS,
  duration,
  length,
  moment,
  number,
  percent,
  rate,
  reasons,
  UNSEEN,
  verdict,
} from "./words";

export interface SimulateTextOptions {
  readonly color?: boolean;
  /** Columns of the terminal. Default 80; less than 60 counts as 60. */
  readonly width?: number;
  /** Also services without trouble, all limits and all assumptions. */
  readonly details?: boolean;
}

/** What an SRE reads: the traffic, one line a service, what happened where it did not fit, then how far the design goes. */
export function simulateText(result: SimulateResult, options: SimulateTextOptions = {}): string {
  const style: Style = {
    color: options.color === true,
    width: Math.max(60, options.width ?? 80),
    details: options.details === true,
  };
  const services = byService(result.simulation.outcomes);
  const shown = services.filter(([, outcomes]) => style.details || hurt(outcomes));
  const blocks = [
    heading(result, style),
    table(result, services, style),
    ...(result.simulation.scenario ? [scenarioLines(result, style)] : []),
    ...shown.map(([name, outcomes]) => serviceLines(name, outcomes, result, style)),
    ...(hasChannels(result) ? [channelLines(result, style)] : []),
    ceilingLines(result, style),
    ...(result.found ? [foundLines(result, style)] : []),
    ...(result.sweep ? [sweepLines(result.sweep, style)] : []),
    ...(result.simulation.stores.length > 0 ? [storeLines(result, style)] : []),
    ...(result.simulation.needs.length > 0 ? [needLines(result, style)] : []),
    restLines(result, style),
    verdictLines(result, style),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const hasChannels = ({ simulation: { channels } }: SimulateResult): boolean =>
  channels.outcomes.length + channels.silent.length > 0;

/** True where somebody had to wait in line, or too long. */
const hurt = (outcomes: readonly Outcome[]): boolean =>
  outcomes.some(
    ({ saturation, dropped, latency }) => saturation !== undefined || dropped > 0 || latency.minutesOver > 0,
  );

function heading({ project, environment, tier, traffic, simulation }: SimulateResult, style: Style): string[] {
  const title = `Capacity of ${clean(project)} ${clean(environment)}, tier ${tier}: ${rate(traffic.peakRps)} rps in the busiest minute`;
  const gaps = traffic.gaps === undefined ? "" : `, ${traffic.gaps} of the file's periods missing`;
  const { edge } = simulation;
  const cached = traffic.hitRatio === 0 ? "" : `; the CDN answers ${number(edge.answered)}`;
  const refused = edge.refused === 0 ? "" : `; it refuses ${number(edge.refused)} beyond its quota`;
  const about = `${clean(traffic.about)}: ${number(traffic.requests)} requests in ${length(traffic.seconds)}, steps of ${length(traffic.stepSeconds)}${gaps}${cached}${refused}`;
  const [first] = byService(simulation.outcomes);
  const row = first ? spark(piecesOf(first[1], "came"), style.width - 4, topOf(first[1], "came")) : "";
  return [
    paint(clip(title, style.width), "bold", style),
    ...wrapText(about, style.width).map((line) => paint(line, "dim", style)),
    ...(row === "" ? [] : ["", `  ${paint(row, "cyan", style)}`]),
  ];
}

/** Sums over the regions of a service, piece by piece, in requests (or requests a second for what could be served). */
function piecesOf(outcomes: readonly Outcome[], row: "came" | "capacity" | "dropped" | "queued"): readonly number[] {
  const [first] = outcomes;
  if (!first) return [];
  return Array.from(first.trace[row], (_, piece) =>
    outcomes.reduce((sum, { trace }) => sum + (trace[row][piece] ?? 0), 0),
  );
}

const topOf = (outcomes: readonly Outcome[], row: Parameters<typeof piecesOf>[1]): number =>
  Math.max(0, ...piecesOf(outcomes, row));

const HEAD = ["service", "served", "dropped", "of all", "longest wait", "p99", "units"] as const;

function table(
  { latencyP99Ms, simulation }: SimulateResult,
  services: readonly (readonly [string, readonly Outcome[]])[],
  style: Style,
): string[] {
  const rows = services.map(([name, outcomes]) => {
    const { served, dropped, came } = sumsOf(outcomes);
    const most = (of: (outcome: Outcome) => number): number => Math.max(...outcomes.map(of));
    const units = (of: (outcome: Outcome) => number): number => outcomes.reduce((sum, each) => sum + of(each), 0);
    const [least, highest] = [units((each) => each.units.least), units((each) => each.units.most)];
    return [
      clip(clean(name), 16),
      number(served),
      dropped === 0 ? "none" : number(dropped),
      percent(came === 0 ? 0 : dropped / came),
      duration(most(({ longestWaitSeconds }) => longestWaitSeconds)),
      duration(most(({ latency }) => latency.p99Seconds)),
      least === highest ? String(least) : `${least}–${highest}`,
    ];
  });
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return [
    `    ${paint(clip(line(HEAD), style.width - 4), "dim", style)}`,
    ...rows.map((row, at) => {
      const [, outcomes] = services[at] ?? ["", []];
      const bad = outcomes.some(
        ({ dropped, drops, queued, latency }) => dropped - drops.scenario > 0 || queued > 0 || latency.minutesOver > 0,
      );
      const mark = bad
        ? paint("✗", "red", style)
        : hurt(outcomes)
          ? paint("!", "yellow", style)
          : paint("✓", "green", style);
      return `  ${mark} ${clip(line(row), style.width - 4)}`;
    }),
    ...wrapText(`p99: of the worst minute; ${latencyP99Ms} ms are the objective`, style.width - 4).map(
      (text) => `    ${paint(text, "dim", style)}`,
    ),
    ...simulation.unseen.flatMap((name) => bullet(clean(`${name} ${UNSEEN}`), style)),
  ];
}

function scenarioLines({ simulation, traffic }: SimulateResult, style: Style): string[] {
  const { scenario } = simulation;
  if (!scenario) return [];
  return [
    paint(
      clip(clean([`Scenario ${scenario.id}`, scenario.place].filter((each) => each !== "").join(": ")), style.width),
      "bold",
      style,
    ),
    ...[...scenario.events]
      .sort((a, b) => a.atSeconds - b.atSeconds)
      .flatMap(({ atSeconds, what }) => bullet(`${moment(atSeconds, traffic)}  ${clean(what)}`, style)),
  ];
}

function serviceLines(name: string, outcomes: readonly Outcome[], result: SimulateResult, style: Style): string[] {
  const { traffic } = result;
  const came = piecesOf(outcomes, "came");
  const pieceSeconds = outcomes[0]?.trace.pieceSeconds ?? 1;
  const arriving = came.map((requests) => requests / pieceSeconds);
  const capacity = piecesOf(outcomes, "capacity");
  const top = Math.max(...arriving, ...capacity);
  const room = Math.max(10, style.width - 34);
  const row = (label: string, values: readonly number[], most: number, how: Paint, told: string): string =>
    `  ${label.padEnd(10)}${paint(spark(values, room, most), how, style)}  ${clip(told, 20)}`;
  const dropped = piecesOf(outcomes, "dropped");
  const queued = piecesOf(outcomes, "queued");
  return [
    paint(clip(clean(name), style.width), "bold", style),
    row("comes", arriving, top, "cyan", `${rate(Math.max(...arriving))} rps`),
    row("can serve", capacity, top, "cyan", `${rate(Math.max(...capacity))} rps`),
    ...(Math.max(...queued) > 0
      ? [row("waits", queued, Math.max(...queued), "yellow", number(Math.max(...queued)))]
      : []),
    ...(Math.max(...dropped) > 0
      ? [row("dropped", dropped, Math.max(...dropped), "red", number(dropped.reduce((sum, each) => sum + each, 0)))]
      : []),
    ...retryLines(outcomes, style),
    ...alike(outcomes).flatMap((group) => stationLines(group, traffic, style)),
  ];
}

/** How much of what came were tries after the first. */
function retryLines(outcomes: readonly Outcome[], style: Style): string[] {
  const { came, retried, gaveUp, pending } = sumsOf(outcomes);
  if (retried === 0) return [];
  const times = Number((came / (came - retried)).toPrecision(3));
  const waiting = pending > 0 ? `; ${number(pending)} wait to try again at the end` : "";
  return bullet(
    `clients try again: ${number(retried)} of what comes, ${times} times the traffic; ${number(gaveUp)} give up${waiting}`,
    style,
  );
}

/** Stations to which the same happened, but for what rounding makes of it: told once. */
function alike(outcomes: readonly Outcome[]): readonly (readonly Outcome[])[] {
  const groups: Outcome[][] = [];
  for (const outcome of outcomes) {
    const group = groups.find(([first]) => first && same(first, outcome));
    if (group) group.push(outcome);
    else groups.push([outcome]);
  }
  return groups;
}

const same = (a: Outcome, b: Outcome): boolean =>
  a.saturation?.cause === b.saturation?.cause &&
  a.latency.minutesOver === b.latency.minutesOver &&
  [
    [a.saturation?.atSeconds ?? 0, b.saturation?.atSeconds ?? 0],
    [a.dropped, b.dropped],
    [a.mostQueued.requests, b.mostQueued.requests],
  ].every(([one = 0, other = 0]) => Math.abs(one - other) <= Math.max(2, 0.001 * one));

function stationLines(group: readonly Outcome[], traffic: SimulateResult["traffic"], style: Style): string[] {
  const [outcome] = group;
  if (!outcome) return [];
  const { saturation, mostQueued, longestWaitSeconds, dropped, drops, queued, latency, broken } = outcome;
  if (!saturation && dropped === 0 && latency.minutesOver === 0) return [];
  const regions = clean(group.map(({ station }) => station.region).join(", "));
  const where = group.length > 1 ? `each of ${regions}` : regions;
  const late = latency.minutesOver > 0 ? [`in ${latency.minutesOver} of its minutes more than 1 % took too long`] : [];
  const why = reasons(drops);
  const lost = why.length > 0 ? [`dropped: ${why.join(", ")}`] : [];
  if (!saturation) return bullet(`${where}: ${[...lost, ...late].join("; ")}`, style);
  const { atSeconds, demandRps, limitRps, cause, drainedAtSeconds } = saturation;
  const end =
    drainedAtSeconds === undefined
      ? `${number(queued)} still wait at the end`
      : `the line is gone at ${moment(drainedAtSeconds, traffic)}`;
  return [
    ...bullet(
      `${where}: full at ${moment(atSeconds, traffic)}, ${rate(demandRps)} rps come and ${rate(limitRps)} can be served: ${CAUSE_WORDS[cause]}`,
      style,
    ),
    ...under(
      [
        `up to ${number(mostQueued.requests)} wait, ${duration(longestWaitSeconds)} at the longest`,
        ...lost,
        ...late,
        end,
      ].join("; "),
      style,
    ),
    ...(broken ? under(brokenWords(broken, traffic), style) : []),
  ];
}

function verdictLines(result: SimulateResult, style: Style): string[] {
  const sign = result.carried ? paint("✓", "green", style) : paint("✗", "red", style);
  return wrapText(clean(verdict(result)), style.width - 2).map((line, at) =>
    at === 0 ? `${sign} ${line}` : `  ${line}`,
  );
}
