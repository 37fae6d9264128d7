import type * as pulumi from "@pulumi/pulumi";
import type facts from "../../blueprints/facts/alarms.json";
import type { From } from "../component";

/** Key of `blueprints/facts/alarms.json`. */
export type MetricKey = keyof typeof facts.metrics;

/** A metric of one resource: all dimensions by which its service publishes it. */
export interface Metric {
  readonly metric: MetricKey;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** An alarm as data, before it is a resource. */
export interface Alarm {
  /** End of the logical name. */
  readonly name: string;
  /** What is the matter, to whoever is woken by it. */
  readonly description: string;
  /** One metric; or several by id, with the expression that is compared. */
  readonly of: Metric | { readonly metrics: Readonly<Record<string, Metric>>; readonly expression: string };
  readonly when: ">=" | ">" | "<=";
  readonly threshold: number;
  readonly periodSeconds: 60 | 300;
  /** So many periods in a row. */
  readonly periods: number;
  /** What a period without a value says. */
  readonly missing: "breaching" | "notBreaching" | "ignore";
  readonly from: From;
}

/** An alarm on the worst of several resources of a kind. */
export function worstOf(metric: MetricKey, each: readonly Metric["dimensions"][]): Alarm["of"] {
  const metrics = Object.fromEntries(each.map((dimensions, index) => [`m${index + 1}`, { metric, dimensions }]));
  const ids = Object.keys(metrics);
  return { metrics, expression: `MAX([${ids.join(", ")}])` };
}
