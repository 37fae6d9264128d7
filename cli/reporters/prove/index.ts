import type { ProveResult } from "../../prove/result";
import { proveJson } from "./json";
import { proveMarkdown } from "./markdown";
import { type ProveTextOptions, proveText } from "./text";

export const PROVE_FORMATS = ["text", "json", "markdown"] as const;
export type ProveFormat = (typeof PROVE_FORMATS)[number];

/** A proof in one of the formats: pure. */
export function renderProve(format: ProveFormat, result: ProveResult, style: ProveTextOptions = {}): string {
  switch (format) {
    case "text":
      return proveText(result, style);
    case "json":
      return `${JSON.stringify(proveJson(result), null, 2)}\n`;
    case "markdown":
      return proveMarkdown(result);
  }
}
