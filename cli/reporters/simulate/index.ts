import type { SimulateResult } from "../../simulate/result";
import { simulateJson } from "./json";
import { simulateMarkdown } from "./markdown";
import { type SimulateTextOptions, simulateText } from "./text";

export const SIMULATE_FORMATS = ["text", "json", "markdown"] as const;
export type SimulateFormat = (typeof SIMULATE_FORMATS)[number];

/** A simulation in one of the formats: pure. */
export function renderSimulate(
  format: SimulateFormat,
  result: SimulateResult,
  style: SimulateTextOptions = {},
): string {
  switch (format) {
    case "text":
      return simulateText(result, style);
    case "json":
      return `${JSON.stringify(simulateJson(result), null, 2)}\n`;
    case "markdown":
      return simulateMarkdown(result);
  }
}
