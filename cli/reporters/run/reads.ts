import type { DestroyPlan } from "../../../stacks/engine/run/destroy";
import type { StackOutputs } from "../../../stacks/engine/run/outputs";
import type { RefreshResult } from "../../../stacks/engine/run/refresh";
import type { Status } from "../../../stacks/engine/run/status";
import { changeLine } from "./preview";
import { errorLines } from "./result";
import { counts, paint, type Style, shortName, wrap } from "./style";

const DRIFTED = { update: "was changed", delete: "is gone" } as const;

/** What differs between state and cloud, and how to put it right. */
export function driftText({ stacks }: RefreshResult, operation: "drift" | "refresh", style: Style): string {
  const lines = stacks.flatMap((run) => {
    if (run.status === "failed")
      return [paint(`${shortName(run.stack, style)}: could not be read`, "red", style), ...errorLines(run, style)];
    const found = run.changes.map(({ verb, name, type, properties }) => {
      const how = verb === "delete" ? DRIFTED.delete : DRIFTED.update;
      const what = properties.length > 0 ? `: ${properties.join(", ")}` : "";
      return wrap(`  ${verb === "delete" ? "-" : "~"} ${name} (${type}) ${how}${what}`, style.width, "      ");
    });
    return [
      `${shortName(run.stack, style)}: ${found.length === 0 ? "as recorded" : `${found.length} differ`}`,
      ...found,
    ];
  });
  const total = stacks.reduce((sum, { changes }) => sum + changes.length, 0);
  const advice =
    "`scalekit up --refresh` puts the manifest's values back; `scalekit refresh` takes the cloud's into the state.";
  const last =
    operation === "refresh"
      ? `The state now says what the cloud says; ${total} resources differed.`
      : total === 0
        ? "No drift."
        : `${total} resources drifted. ${advice}`;
  return [...lines, "", wrap(last, style.width, ""), ""].join("\n");
}

export function statusText(status: Status, style: Style): string {
  const width = Math.max(5, ...status.stacks.map(({ key }) => key.length));
  const lines = status.stacks.map(({ key, state, tier, resources, lastUpdate, pending }) => {
    const when = lastUpdate === undefined ? "" : `  ${lastUpdate.slice(0, 16).replace("T", " ")}`;
    const more = pending > 0 ? `\n  ${pending} operations were interrupted` : "";
    const line = `${key.padEnd(width)}  ${state.padEnd(11)}  ${(tier ?? "-").padEnd(7)} ${String(resources).padStart(5)}${when}${more}`;
    return paint(line.trimEnd(), state === "up" ? "green" : "yellow", style);
  });
  const { recorded, planned } = status.tier;
  const tier =
    recorded === planned ? `tier ${planned}` : `at tier ${recorded ?? "none yet"}, the manifest says ${planned}`;
  const last = status.green
    ? `Everything is up, ${tier}.`
    : `Not everything is as planned (${tier}). \`scalekit up\` brings it there.`;
  return [
    `${"stack".padEnd(width)}  state        tier    count  last update`,
    ...lines,
    "",
    wrap(last, style.width, ""),
    "",
  ].join("\n");
}

export function outputsText(stacks: readonly StackOutputs[], style: Style): string {
  const lines = stacks.flatMap(({ stack, outputs }) => [
    paint(shortName(stack, style), "bold", style),
    ...outputs.map(
      ({ name, value, secret }) => `  ${name}: ${secret && value === undefined ? "[secret]" : show(value)}`,
    ),
  ]);
  return [...lines, ""].join("\n");
}

const show = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What a destroy would delete, what holds data first. */
export function destroyText({ changes, stateful, stacks }: DestroyPlan, style: Style): string {
  return [
    ...(stateful.length > 0 ? [paint("These hold data or are protected", "bold", style)] : []),
    ...stateful.flatMap(({ change, loss }) => [
      changeLine(change, style, true),
      wrap(`      lost with it: ${loss}`, style.width, "      "),
    ]),
    ...(stateful.length > 0 ? [""] : []),
    wrap(
      `${stacks.length} stacks, ${counts(changes.map(({ verb }) => verb))}: ${stacks.map((stack) => shortName(stack, style)).join(", ")}`,
      style.width,
      "  ",
    ),
    "",
  ].join("\n");
}

export const destroyRefusedText = (style: Style): string =>
  `${paint("SK3011 Refused: --yes alone never deletes data.", "red", style)}\n${wrap(
    "`scalekit destroy --unprotect` lifts the protection of the resources above first. Final snapshots are taken where the type has them; what the cloud keeps (snapshots, secrets and keys in waiting) stays there.",
    style.width,
    "",
  )}\n`;
