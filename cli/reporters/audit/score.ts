import { clean } from "../../../blueprints/problems/format";
import type { Gap, PartialScore } from "../../../policies/audit/score";
import type { AuditResult } from "../../audit/document";
import { plural } from "../check/groups";
import { clip, wrapText } from "../plan/layout";
import { type Paint, paint } from "../run/style";
import { AREA_WORDS } from "./areas";
import { heading, indented, points, type Style } from "./style";

const BAR = 20;

/** How far from the tier, where the points are lost, and the three changes that give most. */
export function scoreBlock({ score, tier, tiers }: AuditResult, style: Style): string[] {
  if (score.value === undefined)
    return [
      heading("Score: none", style),
      ...indented(`no rule that tier ${tier} demands has anything to judge here`, 2, style),
    ];
  const color: Paint = score.value === 100 ? "green" : score.value >= 70 ? "yellow" : "red";
  return [
    `${heading("Score", style)} ${paint(`${score.value} of 100`, color, style)} at tier ${tier}${chosen(tier, tiers)}`,
    ...score.objectives.map((part) => partLine(part, style)),
    ...areaLines(score.areas, style),
    ...gainLines(score.gaps, style),
  ];
}

/** Areas that cost something, dearest first. */
function areaLines(areas: readonly PartialScore[], style: Style): string[] {
  const costly = areas.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost || (a.name < b.name ? -1 : 1));
  if (costly.length === 0) return [];
  const named = costly.map(
    ({ name, lost }) => `${AREA_WORDS[name] ?? name} ${lost < 0.1 ? "under 0.1" : lost.toFixed(1)}`,
  );
  return indented(`Points lost by area: ${named.join(", ")}`, 2, style);
}

const MOST_GAINS = 3;

function gainLines(gaps: readonly Gap[], style: Style): string[] {
  const three = gaps.slice(0, MOST_GAINS);
  if (three.length === 0) return [];
  const gain = three.reduce((sum, { points: worth }) => sum + worth, 0);
  const what = three.length === 1 ? "The change that raises" : `The ${three.length} changes that raise`;
  return [
    ...indented(`${what} it most, by ${points(gain)}${three.length === 1 ? "" : " together"}:`, 2, style),
    ...three.flatMap(({ rule, points: worth, resources, fix }, at) => {
      const where = resources.length === 1 ? resources[0] : plural(resources.length, "resource");
      const [first = "", ...more] = wrapText(clean(`${fix} (${where}; ${rule}, ${points(worth)})`), style.width - 7);
      return [`    ${at + 1}. ${first}`, ...more.map((line) => `       ${line}`)];
    }),
  ];
}

function chosen(tier: string, tiers: AuditResult["tiers"]): string {
  if (!tiers) return "";
  const below = tiers.at(-2);
  return below ? `, the first that it misses: ${below.tier} holds` : tier === "starter" ? ", the lowest" : "";
}

function partLine({ name, value, rules, lost }: PartialScore, style: Style): string {
  const full = Math.round((value / 100) * BAR);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
  const color: Paint = value === 100 ? "green" : value >= 70 ? "yellow" : "red";
  const cost = lost > 0 ? `, costs ${points(lost)}` : "";
  return `  ${name.padEnd(12)} ${paint(bar, color, style)} ${String(value).padStart(3)}  ${paint(clip(`${plural(rules, "rule")}${cost}`, style.width - 41), "dim", style)}`;
}
