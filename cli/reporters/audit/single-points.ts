import { clean } from "../../../blueprints/problems/format";
import type { SinglePoint } from "../../../policies/audit/single-points";
import { clip } from "../plan/layout";
import { paint } from "../run/style";
import { heading, indented, type Style } from "./style";

const MOST = { points: 5, resources: 3 };

/** Of what there is one, and what goes with it. */
export function pointsBlock(singlePoints: readonly SinglePoint[], style: Style): string[] {
  if (singlePoints.length === 0) return [];
  const shown = style.details ? singlePoints : singlePoints.slice(0, MOST.points);
  const rest = singlePoints.length - shown.length;
  return [
    heading("What breaks first: there is one of each of these", style),
    ...shown.flatMap((point, index) => pointLines(point, index + 1, style)),
    ...(rest > 0 ? [`  ${paint(`and ${rest} more; --details shows all`, "dim", style)}`] : []),
  ];
}

const WORDS = {
  instance: "when one instance fails",
  zone: "when its zone fails",
  region: "when its region fails",
} as const;

function pointLines({ resource, fails, because, takes, names }: SinglePoint, number: number, style: Style): string[] {
  const taken = [...names, ...takes.filter((address) => !names.includes(address))];
  const most = style.details ? taken.length : MOST.resources;
  const more = taken.length > most ? ` and ${taken.length - most} more` : "";
  return [
    `  ${number}. ${paint(clip(clean(resource.address), style.width - 30), "bold", style)}, ${WORDS[fails]}`,
    ...because.slice(0, 2).flatMap((text) => indented(text, 5, style)),
    ...(taken.length > 0 ? indented(`takes with it: ${taken.slice(0, most).join(", ")}${more}`, 5, style) : []),
  ];
}
