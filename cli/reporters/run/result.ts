import { aboutOf, type StackRun } from "../../../stacks/engine/run/stack-run";
import type { RunResult, StackResult } from "../../../stacks/engine/run/up";
import { counts, type Paint, paint, past, type Style, seconds, shortName, wrap } from "./style";

/** What a run did, what it did not, and the command that goes on. */
export function resultText(result: RunResult, next: string, style: Style): string {
  const stacks = result.stacks.flatMap((stack) => stackLines(stack, style));
  const finished = result.stacks.filter(({ status }) => status === "done" || status === "unchanged").length;
  const left = result.stacks.length - finished;
  const last =
    left === 0
      ? result.stacks.length === 1
        ? "The stack is done."
        : `All ${result.stacks.length} stacks are done.`
      : `${finished} of ${result.stacks.length} stacks are done; ${left} are not. Go on with:\n  ${next}`;
  return ["", ...stacks, "", last, ""].join("\n");
}

function stackLines({ stack, status, because, run }: StackResult, style: Style): string[] {
  const name = shortName(stack, style);
  const time = run ? `, ${seconds(run.seconds)}` : "";
  const did = counts(
    (run?.changes ?? []).filter(({ type }) => type !== "pulumi:pulumi:Stack").map(({ verb }) => verb),
    past,
  );
  const words: Readonly<Record<typeof status, readonly [Paint, string]>> = {
    done: ["green", `done      ${name}: ${did}${time}`],
    unchanged: ["dim", `unchanged ${name}`],
    failed: ["red", `failed    ${name}${time}`],
    held: ["yellow", `not done  ${name}: waits for ${because === undefined ? "another" : shortName(because, style)}`],
    cancelled: ["yellow", `cancelled ${name}`],
  };
  const [how, line] = words[status];
  return [paint(wrap(line, style.width, "          "), how, style), ...(run ? errorLines(run, style) : [])];
}

/** Each error with the resource that it is about. */
export function errorLines(run: StackRun, style: Style): string[] {
  return run.errors.map((error) => {
    const about = aboutOf(error);
    const text = error.message
      .split("\n")
      .map((line) => line.trim())
      .join(" ");
    return paint(wrap(`    ${about === undefined ? "" : `${about}: `}${text}`, style.width, "    "), "red", style);
  });
}
