import { clean } from "../../../blueprints/problems/format";
import type { Finding } from "../../../policies/finding";
import { type CheckResult, placeOf } from "../../check/document";
import { grouped } from "./groups";

/** JUnit XML: a suite a rule, a case a resource. Blocking findings fail, the rest is shown as output of the case. */
export function checkJunit(result: CheckResult): string {
  const suites = grouped(result.report.findings, ({ rule }) => rule).map((findings) => suite(findings, result));
  const total = result.report.findings.length;
  const failures = result.report.findings.filter(({ blocks }) => blocks).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="scalekit check ${xml(result.project)} ${xml(result.environment)}" tests="${total}" failures="${failures}" skipped="${skippedOf(result.report.findings)}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const skippedOf = (findings: readonly Finding[]): number =>
  findings.filter(({ blocks, status }) => !blocks && status !== "fail").length;

function suite(findings: readonly Finding[], result: CheckResult): string {
  const rule = findings[0]?.rule ?? "";
  const failures = findings.filter(({ blocks }) => blocks).length;
  return [
    `  <testsuite name="${xml(rule)}" tests="${findings.length}" failures="${failures}" skipped="${skippedOf(findings)}">`,
    ...findings.map((finding) => testCase(finding, result)),
    "  </testsuite>",
  ].join("\n");
}

function testCase(finding: Finding, result: CheckResult): string {
  const { file, line, column } = placeOf(finding, result);
  const text = `${file}:${line}:${column} ${finding.message}. Fix: ${finding.fix}`;
  const attributes = `name="${xml(finding.resource.address)}" classname="${xml(finding.rule)}" file="${xml(file)}" line="${line}"`;
  const body = finding.blocks
    ? `<failure type="${xml(finding.severity)}" message="${xml(finding.message)}">${xml(text)}</failure>`
    : finding.status === "fail"
      ? `<system-out>${xml(text)}</system-out>`
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
