import type { Change } from "../../../stacks/engine/run/change";
import type { Refusal } from "../../../stacks/engine/run/guard";
import type { Preview } from "../../../stacks/engine/run/preview";
import { counts, paint, SIGNS, type Style, shortName, wrap } from "./style";

/** What an `up` would do: stateful resources first, then each stack. Creations are counted, all else is listed. */
export function previewText(preview: Preview, style: Style, details = false): string {
  return [
    ...tierLines(preview, style),
    ...statefulLines(preview, style),
    ...preview.stacks.flatMap((run) => stackLines(run.stack, run.changes, style, details)),
    ...preview.leaving.flatMap(({ stack, changes }) =>
      stackLines(stack, changes, style, details, "left the manifest: "),
    ),
    total(preview),
    "",
  ].join("\n");
}

function tierLines({ tier }: Preview, style: Style): string[] {
  if (tier.recorded === undefined || tier.recorded === tier.planned) return [];
  return [paint(`Tier ${tier.recorded} -> ${tier.planned}`, "bold", style), ""];
}

function statefulLines(preview: Preview, style: Style): string[] {
  const changes = allChanges(preview).filter(({ stateful }) => stateful);
  if (changes.length === 0) return [];
  return [paint("Stateful resources", "bold", style), ...changes.map((change) => changeLine(change, style, true)), ""];
}

function stackLines(stack: string, changes: readonly Change[], style: Style, details: boolean, before = ""): string[] {
  const listed = changes.filter(
    ({ verb, stateful, type }) => type !== STACK && (details || verb !== "create") && (details || !stateful),
  );
  const own = changes.filter(({ type }) => type !== STACK);
  return [
    `${paint(shortName(stack, style), "bold", style)}: ${before}${counts(own.map(({ verb }) => verb))}`,
    ...listed.map((change) => changeLine(change, style, false)),
  ];
}

/** The root of every stack's resources is a resource too; nobody counts it. */
const STACK = "pulumi:pulumi:Stack";

export function changeLine(change: Change, style: Style, withStack: boolean): string {
  const [sign, how] = SIGNS[change.verb];
  const where = withStack ? ` in ${shortName(change.stack, style)}` : "";
  const what = change.verb !== "create" && change.properties.length > 0 ? `: ${change.properties.join(", ")}` : "";
  const line = wrap(`  ${sign} ${change.verb} ${change.name} (${change.type})${where}${what}`, style.width, "      ");
  return line.replace(`  ${sign} ${change.verb}`, `  ${paint(`${sign} ${change.verb}`, how, style)}`);
}

function total(preview: Preview): string {
  const changes = allChanges(preview).filter(({ type }) => type !== STACK);
  const same = preview.stacks.reduce((sum, run) => sum + run.same, 0);
  return `\nTotal: ${counts(changes.map(({ verb }) => verb))}${same > 0 ? `, ${same} unchanged` : ""}`;
}

const allChanges = (preview: Preview): Change[] =>
  [...preview.stacks, ...preview.leaving].flatMap(({ changes }) => changes);

/** Why an `up` does not go on, and what would let it. */
export function refusalText(refusals: readonly Refusal[], style: Style): string {
  const lines = refusals.flatMap(({ change, loss }) => [
    changeLine(change, style, true),
    wrap(`      would lose: ${loss}`, style.width, "      "),
    `      ${change.urn}`,
  ]);
  return [
    paint("SK3009 Refused: what holds data would be replaced or deleted", "red", style),
    ...lines,
    wrap(
      "Change the manifest so that they stay. To let one go, name it: --allow-replace URN (deletion protection in the cloud must be off as well).",
      style.width,
      "",
    ),
    "",
  ].join("\n");
}
