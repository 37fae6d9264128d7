import type { Outcome } from "../../../blueprints/capacity/outcome";
import { sumsOf } from "../../../blueprints/capacity/simulate";
import type { SimulateResult } from "../../simulate/result";
import { prose } from "../markdown-text";
import { channelWords } from "./channels";
import { cheapest, sweepCells, sweepHead } from "./sweep";
import {
  basisWords,
  brokenWords,
  byService,
  CAUSE_WORDS,
  duration,
  length,
  lift,
  moment,
  number,
  percent,
  rate,
  reasons,
  UNSEEN,
  verdict,
} from "./words";

/** For a pull request or a runbook. Names are never read as Markdown. */
export function simulateMarkdown(result: SimulateResult): string {
  const { project, environment, tier, traffic, simulation, carried, resting } = result;
  const [lowest] = simulation.limits;
  const peak = traffic.declared.peakRps;
  return `${[
    `### Capacity of ${prose(project)} ${prose(environment)}, tier ${tier}: ${carried ? "carried" : "not carried"}`,
    `${sentence(prose(traffic.about)).slice(0, -1)}: ${number(traffic.requests)} requests in ${length(traffic.seconds)}, ${rate(traffic.peakRps)} rps in the busiest minute. ${sentence(prose(verdict(result)))}`,
    serviceTable(result),
    ...(simulation.unseen.length > 0
      ? [simulation.unseen.map((name) => `- ${prose(`${name} ${UNSEEN}`)}`).join("\n")]
      : []),
    ...troubles(result),
    ...(simulation.channels.outcomes.length > 0
      ? [simulation.channels.outcomes.map((each) => `- ${prose(channelWords(each, result))}`).join("\n")]
      : []),
    ...(lowest
      ? [
          `**Ceiling: ${rate(lowest.rps)} rps** at constant load, ${Number((lowest.rps / peak).toPrecision(3))} times the declared peak.`,
          limitTable(result),
        ]
      : []),
    ...(result.found && result.found.times > 0
      ? [`This traffic is carried up to **${Number(result.found.times.toPrecision(3))} times**.`]
      : []),
    ...(result.sweep ? [sweepTable(result)] : []),
    `<details><summary>What it rests on</summary>\n\n${resting.assumptions.map((text) => `- ${prose(text)}`).join("\n")}\n\n</details>`,
  ].join("\n\n")}\n`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const serviceTable = ({ simulation }: SimulateResult): string =>
  [
    "| service | served | dropped | longest wait | p99, worst minute | units |",
    "|---|---:|---:|---:|---:|---:|",
    ...byService(simulation.outcomes).map(([name, outcomes]) => serviceRow(name, outcomes)),
  ].join("\n");

function serviceRow(name: string, outcomes: readonly Outcome[]): string {
  const { served, dropped, came } = sumsOf(outcomes);
  const most = (of: (outcome: Outcome) => number): number => Math.max(...outcomes.map(of));
  const units = (of: (outcome: Outcome) => number): number => outcomes.reduce((sum, each) => sum + of(each), 0);
  const lost = dropped === 0 ? "none" : `${number(dropped)} (${percent(dropped / Math.max(1, came))})`;
  return `| ${prose(name)} | ${number(served)} | ${lost} | ${duration(most((each) => each.longestWaitSeconds))} | ${duration(most((each) => each.latency.p99Seconds))} | ${units((each) => each.units.least)}–${units((each) => each.units.most)} |`;
}

/** A list of what was full, or nothing. */
function troubles({ simulation, traffic }: SimulateResult): readonly string[] {
  const lines = simulation.outcomes.flatMap(({ station, saturation, drops, broken }) => {
    if (!saturation) return [];
    const { atSeconds, demandRps, limitRps, cause } = saturation;
    const why = reasons(drops);
    const lost = why.length === 0 ? "" : `; dropped: ${why.join(", ")}`;
    const broke = broken ? `; ${prose(brokenWords(broken, traffic))}` : "";
    return [
      `- ${prose(station.service)} in ${prose(station.region)}: full at ${moment(atSeconds, traffic)}, ${rate(demandRps)} rps come and ${rate(limitRps)} can be served: ${CAUSE_WORDS[cause]}${lost}${broke}`,
    ];
  });
  return lines.length === 0 ? [] : [lines.join("\n")];
}

const limitTable = ({ simulation }: SimulateResult): string =>
  [
    "| at rps | limit | rests on | what to do |",
    "|---:|---|---|---|",
    ...simulation.limits.map(
      (limit) =>
        `| ${rate(limit.rps)} | ${prose(limit.what)} | ${prose(basisWords(limit.basis))} | ${prose(lift(limit) ?? "–")} |`,
    ),
  ].join("\n");

function sweepTable({ sweep = [] }: SimulateResult): string {
  const head = sweepHead(sweep);
  const line = (cells: readonly string[]): string => `| ${cells.map(prose).join(" | ")} |`;
  const best = cheapest(sweep);
  return [
    line(head.map(({ long }) => long)),
    `|${head.map(({ right }) => (right ? "---:" : "---")).join("|")}|`,
    ...sweep.map((row) => line(sweepCells(row, head))),
    ...(best === undefined ? [] : [`\n${sentence(prose(best))}`]),
  ].join("\n");
}
