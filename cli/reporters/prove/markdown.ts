import type { Proof } from "../../../blueprints/recovery/prove";
import type { Step } from "../../../blueprints/recovery/step";
import { inputWords } from "../../audit/state";
import { decisive, fails, missesHours, type ProveResult } from "../../prove/result";
import { prose } from "../markdown-text";
import { offHourWords } from "./off-hours";
import {
  basisWords,
  choiceWords,
  headOf,
  origin,
  range,
  rate,
  SHOWN_CHOICES,
  serviceWords,
  spoken,
  time,
  usersWords,
} from "./words";
import { yearsWords } from "./years";

/** For a pull request or a runbook: the table, then the way of each scenario that misses. Names are never read as Markdown. */
export function proveMarkdown(result: ProveResult): string {
  const { objectives, proofs, inputs } = result;
  const failing = decisive(result);
  const verdict = !objectives
    ? "nothing is promised"
    : failing.length === 0
      ? missesHours(result)
        ? "misses its availability by hours without instances"
        : "meets its objectives"
      : `misses its objectives in ${failing.length} of ${proofs.length} scenarios`;
  const missed = proofs.filter((proof) => fails(proof, result));
  return `${[
    `### Recovery of ${prose(headOf(result))}: ${verdict}`,
    ...(objectives ? [`Back within ${time(objectives.rtoSeconds)}, at most ${time(objectives.rpoSeconds)} lost.`] : []),
    tableOf(result),
    ...(result.offHours.length > 0
      ? [
          offHourWords(result)
            .map((line) => `- ${prose(line)}`)
            .join("\n"),
        ]
      : []),
    ...(inputs
      ? [
          inputWords(inputs)
            .map((line) => `- ${prose(line)}`)
            .join("\n"),
        ]
      : []),
    ...(result.years
      ? [
          yearsWords(result.years)
            .map((line) => `- ${prose(line)}`)
            .join("\n"),
        ]
      : []),
    ...missed.map((proof) => wayOf(proof, result)),
  ].join("\n\n")}\n`;
}

const WORDS: Readonly<Record<Proof["verdict"], string>> = {
  met: "yes",
  risk: "at worst no",
  missed: "**no**",
  told: "–",
};

const tableOf = (result: ProveResult): string =>
  [
    "| scenario | worst place | back after | may lose | at most a year | meets |",
    "|---|---|---|---|---|---|",
    ...result.proofs.map(
      (proof) =>
        `| ${proof.id} | ${prose(proof.place) || "everywhere"} | ${range(proof.rto)} | ${range(proof.rpo)} | ${result.objectives ? rate(proof.largestRate) : "–"} | ${
          result.accepted.includes(proof.id) ? "accepted" : WORDS[proof.verdict]
        } |`,
    ),
  ].join("\n");

const wayOf = (
  { id, title, path, savings, notes, services, users = [] }: Proof,
  { sufficient = [] }: ProveResult,
): string =>
  [
    `<details><summary>${id}: ${prose(title)}</summary>\n`,
    "| step | takes | what | rests on |",
    "|---|---|---|---|",
    ...path.map((step) => `| ${step.kind} | ${range(step.time)} | ${prose(step.what)} | ${basisCell(step)} |`),
    "",
    ...[usersWords(users)].filter((text) => text !== "").map((text) => `- ${text}`),
    ...services.map((each) => `- ${prose(serviceWords(each))}`),
    ...savings.map(
      ({ setting, to, seconds }) =>
        `- ${time(seconds)} sooner with ${spoken(setting)} ${setting.value} → ${to} (${prose(origin(setting))})`,
    ),
    ...sufficient
      .filter(({ scenario }) => scenario === id)
      .flatMap(({ choices }) => choices.slice(0, SHOWN_CHOICES))
      .map((choice) => `- ${prose(choiceWords(choice))}`),
    ...notes.map((note) => `- ${prose(note)}`),
    "\n</details>",
  ].join("\n");

/** What a time rests on: a documented figure with its source, a setting with its place. */
const basisCell = (step: Step): string =>
  step.basis.kind === "documented"
    ? `[documented](${step.basis.source}), ${step.basis.date}`
    : prose(basisWords(step, true));
