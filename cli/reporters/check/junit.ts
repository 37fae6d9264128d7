import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type CheckResult, decisive, placeOf } from "../../check/document";
import { grouped } from "./groups";

/**
 * JUnit XML: a suite a rule, a case a resource. What decides the exit status fails (with --since only what the change brings);
 * the rest is shown as output of the case.
 */
export function checkJunit(result: CheckResult): string {
  const failing = new Set(decisive(result));
  const { findings: all } = result.report;
  const suites = grouped(all, ({ rule }) => rule).map((findings) => suite(findings, failing, result));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="scalekit check ${xml(result.project)} ${xml(result.environment)}" ${counts(all, failing)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function counts(findings: readonly Finding[], failing: ReadonlySet<Finding>): string {
  const failures = findings.filter((finding) => failing.has(finding)).length;
  const skipped = findings.filter((finding) => !failing.has(finding) && finding.status !== "fail").length;
  return `tests="${findings.length}" failures="${failures}" skipped="${skipped}"`;
}

function suite(findings: readonly Finding[], failing: ReadonlySet<Finding>, result: CheckResult): string {
  return [
    `  <testsuite name="${xml(findings[0]?.rule ?? "")}" ${counts(findings, failing)}>`,
    ...findings.map((finding) => testCase(finding, nameIn(findings, finding), failing.has(finding), result)),
    "  </testsuite>",
  ].join("\n");
}

/** Readers drop the second of two cases of one name: a rule may say several things of one resource. */
function nameIn(findings: readonly Finding[], { resource, fingerprint }: Finding): string {
  const alone = findings.filter((other) => other.resource.address === resource.address).length === 1;
  return alone ? resource.address : `${resource.address} ${fingerprint}`;
}

function testCase(finding: Finding, name: string, fails: boolean, result: CheckResult): string {
  const { file, line, column } = placeOf(finding, result);
  const text = `${file}:${line}:${column} ${finding.message}. Fix: ${finding.fix}`;
  const attributes = `name="${xml(name)}" classname="${xml(finding.rule)}" file="${xml(file)}" line="${line}"`;
  const body = fails
    ? `<failure type="${xml(finding.severity)}" message="${xml(finding.message)}">${xml(text)}</failure>`
    : finding.status === "fail"
      ? `<system-out>${xml(finding.blocks ? `not of this change: ${text}` : text)}</system-out>`
      : `<skipped message="${xml(finding.exemption?.reason ?? finding.message)}"/>`;
  return `    <testcase ${attributes}>\n      ${body}\n    </testcase>`;
}

/** Escaped text; what is no character of XML 1.0 or steers a terminal was replaced before. */
const xml = (text: string): string =>
  clean(text)
    .replace(LONE_SURROGATE, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const LONE_SURROGATE = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
