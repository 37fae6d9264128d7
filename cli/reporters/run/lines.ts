import type { Operation, RunEvent } from "../../../stacks/engine/run/event";
import { paint, past, SIGNS, type Style, seconds, shortName } from "./style";

const DOING: Readonly<Record<Operation, string>> = {
  preview: "previewing",
  update: "updating",
  destroy: "destroying",
  refresh: "reading the cloud",
  drift: "comparing with the cloud",
  unprotect: "lifting protection",
};
export const doing = (operation: Operation): string => DOING[operation];

/** One plain line for an event, or none: for pipes and logs, where nothing is redrawn. */
export function eventLine(event: RunEvent, style: Style): string | undefined {
  switch (event.kind) {
    case "notice":
      return event.stack === undefined ? event.message : `${label(event.stack, style)} ${event.message}`;
    case "warning":
      return paint(`${event.problem.code} ${event.problem.message}; ${event.problem.fix}`, "yellow", style);
    case "stack-started":
      return `${label(event.stack, style)} ${DOING[event.operation]}`;
    case "stack-finished":
      return finishedLine(event, style);
    case "resource":
      return resourceLine(event, style);
    case "diagnostic":
      return event.severity === "warning"
        ? paint(`${label(event.stack, style)} warning: ${oneLine(event.message)}`, "yellow", style)
        : undefined;
  }
}

function finishedLine(event: Extract<RunEvent, { kind: "stack-finished" }>, style: Style): string {
  const { stack, operation, status, changes } = event;
  const end =
    status === "done"
      ? `${changes} ${changes === 1 ? "change" : "changes"}`
      : status === "unchanged"
        ? "no changes"
        : status;
  const line = `${label(stack, style)} ${DOING[operation]}: ${end}, ${seconds(event.seconds)}`;
  return paint(line, status === "failed" ? "red" : status === "cancelled" ? "yellow" : "dim", style);
}

/** Only what really happens is told resource by resource; a preview's and a comparison's changes come in their summary. */
function resourceLine(event: Extract<RunEvent, { kind: "resource" }>, style: Style): string | undefined {
  const { operation, state, verb, type, name } = event;
  if (state === "started" || operation === "preview" || operation === "drift" || type === "pulumi:pulumi:Stack")
    return undefined;
  const [sign, how] = SIGNS[verb];
  const word = state === "failed" ? `not ${past(verb)}` : past(verb);
  return `${label(event.stack, style)} ${paint(`${sign} ${word}`, state === "failed" ? "red" : how, style)} ${name} (${type})`;
}

const label = (stack: string, style: Style): string => `[${shortName(stack, style)}]`;
const oneLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
