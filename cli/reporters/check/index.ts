import type { Rule } from "../../../policies/rule";
import type { CheckResult } from "../../check/document";
import { version } from "../../version";
import { checkGithub } from "./github";
import { checkGitlab } from "./gitlab";
import { checkJson } from "./json";
import { checkJunit } from "./junit";
import { checkMarkdown } from "./markdown";
import { checkSarif } from "./sarif";
import { checkText } from "./text";

export const CHECK_FORMATS = ["text", "json", "sarif", "junit", "markdown", "github", "gitlab"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface ReportStyle {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}

/** A check's result in one of the formats: pure, but for the package's own version. */
export function renderCheck(
  format: CheckFormat,
  result: CheckResult,
  rules: readonly Rule[],
  style: ReportStyle,
): string {
  switch (format) {
    case "text":
      return checkText(result, style);
    case "json":
      return document(checkJson(result));
    case "sarif":
      return document(checkSarif(result, rules, version()));
    case "junit":
      return checkJunit(result);
    case "markdown":
      return checkMarkdown(result);
    case "github":
      return checkGithub(result);
    case "gitlab":
      return document(checkGitlab(result));
  }
}

/** JSON in which what is invisible or turns text around stands as an escape: it means the same and shows what it is. */
export const document = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, escaped)}\n`;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
