import type { Exemption, Level } from "../blueprints/manifest/manifest";
import type { Source } from "../blueprints/manifest/source";
import type { Severity } from "./rule";

export type FindingStatus = "fail" | "unknown" | "exempt";

/** What a person has to know of one verdict that is no pass. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Exclude<Level, "off">;
  readonly status: FindingStatus;
  /** True where it makes `check` and `up` fail. */
  readonly blocks: boolean;
  readonly resource: {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly address: string;
    readonly region?: string;
  };
  readonly stack: string;
  /** Part of the plan that made the resource. */
  readonly part?: string;
  /** What is wrong, or, for unknown, what could not be seen. */
  readonly message: string;
  readonly fix: string;
  /** Input of the resource that is at fault. */
  readonly input?: string;
  /** Where that input's value came from: a line of the manifest or a default of the tier. */
  readonly source?: Source;
  readonly fingerprint: string;
  /** Addresses of resources that have to do with it. */
  readonly related: readonly string[];
  readonly exemption?: Exemption;
}

export interface Summary {
  readonly fail: number;
  readonly unknown: number;
  readonly exempt: number;
  readonly pass: number;
}

/** Everything that came out of one evaluation. Ordered: what blocks first, then by severity, rule and resource. */
export interface PolicyReport {
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  /** Rules that were run. */
  readonly rules: number;
  /** Rules that found nothing to judge. */
  readonly notApplicable: readonly string[];
}
