import type { CheckResult } from "../../check/document";
import { plural } from "../check/groups";
import { checkJson } from "../check/json";
import { checkText } from "../check/text";
import { paint, type Style, wrap } from "./style";

/** One line of what a preview's policies say where nothing stops it. */
export function policiesLine({ report }: CheckResult, style: Style): string {
  const failing = report.findings.filter(({ status, blocks }) => status === "fail" && !blocks);
  const { unknown, exempt } = report.summary;
  const counts = [
    ...(failing.length > 0 ? [plural(failing.length, "advisory finding")] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(exempt > 0 ? [`${exempt} excused`] : []),
  ];
  if (counts.length === 0) return paint(`Policies: ${plural(report.rules, "rule")}, nothing found.\n`, "dim", style);
  const rules = [...new Set(failing.map(({ rule }) => rule))];
  const named = rules.length === 0 ? "" : ` (${rules.slice(0, 3).join(", ")}${rules.length > 3 ? ", …" : ""})`;
  return `${wrap(`Policies: ${counts.join(", ")}${named}; \`scalekit check\` shows them.`, style.width, "  ")}\n`;
}

/** Findings that stop an `up`, each with the line of the manifest that caused it. */
export function blockedText(result: CheckResult, style: Style): string {
  const { report } = result;
  const findings = report.findings.filter(({ blocks }) => blocks);
  const only = { ...result, report: { ...report, findings } };
  return [
    paint("SK3018 Stopped: mandatory findings of the policies; nothing was changed", "red", style),
    "",
    checkText(only, { color: style.color, width: style.width }),
  ].join("\n");
}

/** Part of the documents of `preview` and `up`; the same fields as those of `check`. */
export const policiesJson = (result: CheckResult): unknown => checkJson(result);

export const isBlocked = ({ report }: CheckResult): boolean => report.findings.some(({ blocks }) => blocks);
