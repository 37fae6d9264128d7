import { clean } from "../../../blueprints/problems/format";
import type { SweepRow } from "../../simulate/result";
import { clip } from "../plan/layout";
import { paint } from "../run/style";
import { bullet, type Style } from "./style";
import { duration, number, percent, rate } from "./words";

/** A column of the comparison. */
export interface Column {
  /** A whole path; `short` its last words, for a terminal. */
  readonly long: string;
  readonly short: string;
  readonly right: boolean;
  readonly cell: (row: SweepRow) => string | undefined;
}

const column = (name: string, right: boolean, cell: Column["cell"]): Column => ({
  long: name,
  short: name,
  right,
  cell,
});

const MEASURES: readonly Column[] = [
  column("carried", false, ({ carried }) => (carried === undefined ? undefined : carried ? "yes" : "no")),
  column("ceiling rps", true, ({ ceilingRps }) => (ceilingRps === undefined ? undefined : rate(ceilingRps))),
  column("dropped", true, ({ dropped, came = 0 }) =>
    dropped === undefined ? undefined : dropped === 0 ? "none" : percent(came === 0 ? 1 : dropped / came),
  ),
  column("p99", true, ({ p99Seconds }) => (p99Seconds === undefined ? undefined : duration(p99Seconds))),
  column("units", true, ({ units }) => units && `${units.least}–${units.most}`),
  column("USD", true, ({ cost }) => cost && number(cost.expected)),
];

/** What is compared, then what came of it. The tier is left out where it is the same in all. */
export function sweepHead(rows: readonly SweepRow[]): readonly Column[] {
  const paths = rows[0]?.settings.map(({ path }) => path) ?? [];
  const tiers = new Set(rows.map(({ tier }) => tier)).size > 1 || paths.length === 0;
  const settings = paths.map(
    (path): Column => ({
      long: path,
      short: shortOf(path, paths),
      right: true,
      cell: (row) => String(row.settings.find((each) => each.path === path)?.value ?? ""),
    }),
  );
  return [...(tiers ? [column("tier", false, ({ tier }) => tier)] : []), ...settings, ...MEASURES];
}

/** As many of the last words of a path as tell it from the others. */
function shortOf(path: string, paths: readonly string[]): string {
  const words = path.split(".");
  for (let count = 1; count < words.length; count++) {
    const end = words.slice(-count).join(".");
    if (paths.every((each) => each === path || !`.${each}`.endsWith(`.${end}`))) return end;
  }
  return path;
}

/** A dash where there is nothing to say. */
export const sweepCells = (row: SweepRow, head: readonly Column[]): readonly string[] =>
  head.map(({ cell }) => cell(row) ?? "–");

/** The cheapest that carries the traffic, in words; undefined where none does, or where there is no choice. */
export function cheapest(rows: readonly SweepRow[]): string | undefined {
  const carrying = rows.flatMap((row) => (row.carried && row.cost ? [{ row, usd: row.cost.expected }] : []));
  const [first] = carrying.sort((a, b) => a.usd - b.usd);
  if (!first || rows.length < 2) return undefined;
  return `the cheapest that carries it is ${nameOf(first.row, rows)}, for about $${number(first.usd)}`;
}

function nameOf({ tier, settings }: SweepRow, rows: readonly SweepRow[]): string {
  const told = settings.map(({ path, value }) => `${path} ${value}`);
  const tiers = new Set(rows.map((row) => row.tier)).size > 1;
  return [...(tiers || told.length === 0 ? [`tier ${tier}`] : []), ...told].join(", ");
}

export function sweepLines(rows: readonly SweepRow[], style: Style): string[] {
  const head = sweepHead(rows);
  const cells = rows.map((row) => sweepCells(row, head).map(clean));
  const widths = head.map(({ short }, at) => Math.max(short.length, ...cells.map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]): string =>
    clip(
      row
        .map((cell, at) => (head[at]?.right ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join("  "),
      style.width - 4,
    );
  const paths = rows[0]?.settings.map(({ path }) => path) ?? [];
  const best = cheapest(rows);
  return [
    paint("The same traffic", "bold", style),
    ...paths.flatMap((path) => bullet(`with other values of ${path}`, style)),
    `    ${paint(line(head.map(({ short }) => short)), "dim", style)}`,
    ...rows.map((row, at) => {
      const sign =
        row.missing === undefined ? (row.carried ? paint("✓", "green", style) : paint("✗", "red", style)) : "·";
      return `  ${sign} ${line(cells[at] ?? [])}`;
    }),
    ...rows.flatMap((row) =>
      row.missing === undefined ? [] : bullet(clean(`${nameOf(row, rows)}: ${row.missing}`), style),
    ),
    ...(best === undefined ? [] : bullet(clean(best), style)),
  ];
}
