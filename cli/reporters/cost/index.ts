import type { CostResult } from "../../cost/document";
import { costJson } from "./json";
import { costMarkdown } from "./markdown";
import { costText } from "./text";

export const COST_FORMATS = ["text", "json", "markdown"] as const;
export type CostFormat = (typeof COST_FORMATS)[number];

export interface CostStyle {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}

/** A month's cost in one of the formats: pure. */
export function renderCost(format: CostFormat, result: CostResult, style: CostStyle): string {
  switch (format) {
    case "text":
      return costText(result, style);
    case "json":
      return `${JSON.stringify(costJson(result), null, 2)}\n`;
    case "markdown":
      return costMarkdown(result);
  }
}
