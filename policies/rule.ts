import type { GraphResource } from "../blueprints/graph/graph";
import type { Tier } from "../blueprints/tiers/tier";
import type { Sample } from "./sample";
import type { World } from "./world/world";

export const AREAS = [
  "compute",
  "db",
  "cache",
  "nosql",
  "msg",
  "edge",
  "net",
  "k8s",
  "fn",
  "store",
  "obs",
  "cost",
  "sec",
  "res",
  "same",
  "small",
] as const;
export type Area = (typeof AREAS)[number];

export type Severity = "error" | "warning" | "info";
/** "none": the rule does not apply at that tier. */
export type SeverityByTier = Readonly<Record<Tier, Severity | "none">>;

/**
 * What a rule looks at: one resource, the relations inside one stack, or those between stacks (regions, cells). A rule of
 * scope environment is only as good as the stacks that were read.
 */
export type Scope = "resource" | "stack" | "environment";

/** The equal rule of another tool, by its own id. `note` says where the two differ. */
export interface Equal {
  readonly tool:
    | "checkov"
    | "cdk-nag"
    | "security-hub"
    | "prowler"
    | "trivy"
    | "kube-score"
    | "polaris"
    | "aws-config"
    | "trusted-advisor"
    | "pulumi"
    | "cfn-lint";
  readonly id: string;
  readonly note?: string;
}

export type RuleId = `${Area}/${string}`;

export type Verdict = Pass | Fail | Unseen;
interface Common {
  /** Tells verdicts about one resource apart (an instance of a list, a pair's other side); part of the fingerprint. */
  readonly key?: string;
}
export interface Pass extends Common {
  readonly verdict: "pass";
}
export interface Fail extends Common {
  readonly verdict: "fail";
  /** What is wrong here, with the values of this case and what is expected; one sentence without a full stop. */
  readonly message: string;
  /** The input at fault; its source in the manifest is where the finding points. */
  readonly input?: string;
  /** What to do here, where it is more exact than the rule's own `fix`. */
  readonly fix?: string;
  readonly related?: readonly GraphResource[];
  /** Inputs of the subject with which it would obey, by path, where the rule has worked them out: a patch writes them. */
  readonly obeys?: Readonly<Record<string, unknown>>;
}
/** The rule cannot say: a value that it needs is not known or was not read. */
export interface Unseen extends Common {
  readonly verdict: "unknown";
  /** What is missing, such as `availabilityZone of subnet-a`. Findings are grouped by it. */
  readonly missing: string;
  readonly input?: string;
}

/** A change of the manifest that puts a finding right: what `check --fix` writes. */
export interface Repair {
  /** Dotted path of the manifest. */
  readonly path: string;
  readonly value: unknown;
}

export interface Rule {
  /** Permanent; renamed rules keep their old id in `aliases`. */
  readonly id: RuleId;
  readonly aliases?: readonly RuleId[];
  /** What must hold, as one sentence. */
  readonly title: string;
  readonly scope: Scope;
  readonly severity: SeverityByTier;
  /** What happens on the worst day without it. */
  readonly why: string;
  /** Where that is written, with its address. */
  readonly source: string;
  /** What to do, in general. */
  readonly fix: string;
  /** Types of the resources that it judges or reads, as Pulumi tokens. */
  readonly types: readonly string[];
  readonly elsewhere: readonly Equal[];
  /** The smallest graphs that pass and that fail; `explain` shows them, the rule's test starts from them. */
  readonly example: { readonly compliant: Sample; readonly failing: Sample };
  /** What the rule applies to: nothing where its reason is absent. Whole-environment rules answer `[world.environment]`. */
  subjects(world: World): Iterable<GraphResource>;
  /**
   * Judges one subject. Reading a value that is not known through the world ends the judgement as unknown, by itself.
   * @returns undefined where the rule does not apply to it after all
   */
  judge(subject: GraphResource, world: World): Verdict | readonly Verdict[] | undefined;
  /** The manifest's change that helps, where scalekit made the resource and the manifest has a setting for it. */
  repair?(subject: GraphResource, world: World): Repair | undefined;
}

/** Severities in the order of the tiers: starter, growth, scale, global. */
export const perTier = (
  starter: Severity | "none",
  growth: Severity | "none",
  scale: Severity | "none",
  global: Severity | "none",
): SeverityByTier => ({ starter, growth, scale, global });

export const pass = (key?: string): Pass => ({ verdict: "pass", ...(key !== undefined && { key }) });
export const fail = (message: string, more: Omit<Fail, "verdict" | "message"> = {}): Fail => ({
  verdict: "fail",
  message,
  ...more,
});
export const unknown = (missing: string, more: Omit<Unseen, "verdict" | "missing"> = {}): Unseen => ({
  verdict: "unknown",
  missing,
  ...more,
});

/** Gives a rule its type; the compiler checks the rest. */
export const rule = (definition: Rule): Rule => definition;

export const areaOf = (id: RuleId): Area => id.slice(0, id.indexOf("/")) as Area;
