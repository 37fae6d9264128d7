import { clean } from "../../../blueprints/problems/format";
import type { AuditResult } from "../../audit/document";
import { causesOf, plural } from "../check/groups";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { heading, indented, type Style } from "./style";

const MOST = { causes: 5, types: 6 };

/** What the input does not show, and what is not there to judge. */
export function unknownBlock({ report }: AuditResult, style: Style): string[] {
  const unknown = report.findings.filter(({ status }) => status === "unknown");
  if (unknown.length === 0 && report.notApplicable.length === 0) return [];
  const causes = causesOf(unknown);
  const shown = style.details ? causes : causes.slice(0, MOST.causes);
  const rest = causes.length - shown.length;
  const apart = `${plural(report.notApplicable.length, "rule")} of ${report.rules} ${report.notApplicable.length === 1 ? "does" : "do"} not apply: nothing of their kind is here`;
  return [
    ...(unknown.length > 0
      ? [heading(`Cannot be known from this input (${plural(unknown.length, "verdict")})`, style)]
      : []),
    ...shown.flatMap(({ cause, findings }) => {
      const rules = [...new Set(findings.map(({ rule }) => rule))];
      const most = style.details ? rules : rules.slice(0, 4);
      const more = rules.length > most.length ? ` and ${rules.length - most.length} more` : "";
      const [first = "", ...others] = wrapText(clean(`${cause}: ${most.join(", ")}${more}`), style.width - 4);
      return [`  ? ${first}`, ...others.map((line) => `    ${line}`)];
    }),
    ...(rest > 0 ? [`    and ${plural(rest, "more cause")}; --details shows all`] : []),
    paint(apart, "dim", style),
    ...(style.details ? indented(report.notApplicable.join(", "), 2, style) : []),
  ];
}

/** A path's end says more than its beginning. */
const tail = (text: string, width: number): string => (text.length <= width ? text : `…${text.slice(1 - width)}`);

/** What was read, and what was not. */
export function sourcesBlock({ sources, skipped, unmapped }: AuditResult, style: Style): string[] {
  const types = Object.entries(unmapped);
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  const named = style.details ? types : types.slice(0, MOST.types);
  const more = types.length > named.length ? `, and ${types.length - named.length} more` : "";
  return [
    heading("Read", style),
    ...sources.map(
      ({ name, format, resources }) =>
        `  ${tail(clean(name), style.width - 44)}  ${paint(`${format}, ${plural(resources, "resource")}`, "dim", style)}`,
    ),
    ...skipped
      .slice(0, style.details ? undefined : MOST.types)
      .flatMap(({ name, why }) => indented(`skipped ${name}: ${why}`, 2, style)),
    ...(!style.details && skipped.length > MOST.types
      ? [`  and ${skipped.length - MOST.types} more skipped; --details shows all`]
      : []),
    ...(total > 0
      ? indented(
          `${plural(total, "resource")} of types that no rule knows: ${named.map(([type, count]) => `${type} (${count})`).join(", ")}${more}`,
          2,
          style,
        )
      : []),
  ];
}
