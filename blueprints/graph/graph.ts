import type { Source } from "../manifest/source";

/** The one model of "what is there", whatever it was read from. Plain data, ordered by stack, then by registration. */
export interface ResourceGraph {
  readonly resources: readonly GraphResource[];
}

/** Marks in `inputs`: a value that is not known yet, or that is secret (its content is never kept). */
export interface Unknown {
  readonly $unknown: true;
}
export interface Secret {
  readonly $secret: true;
}

export interface GraphResource {
  /** The URN where it came from Pulumi. */
  readonly id: string;
  /** Pulumi type token, such as aws:rds/cluster:Cluster. */
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  /** Name of the plan's part that made it, where known. */
  readonly part?: string;
  /** id of the parent. */
  readonly parent?: string;
  readonly region?: string;
  /** True for provider resources' children proper, false for components. */
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** ids, direct dependencies, sorted. */
  readonly dependsOn: readonly string[];
  /** ids that each input's value comes from, by top-level input, sorted: there even while the value itself is unknown. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /** Input paths that the engine leaves alone on update. */
  readonly ignoreChanges: readonly string[];
  /**
   * Paths of inputs that only the provider's Check filled (a name that nobody chose, a default): where the graph was read
   * from the engine or from a state. They are left out of `inputs`, so that no rule can depend on them.
   */
  readonly filled?: readonly string[];
  /** What the cloud answered (id, arn, endpoint): only where the graph was read from what exists. Secrets are marked. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** True where a transform or macro made it: the owner's template has it in another form, or not at all. */
  readonly macro?: true;
  /** True where an output of its stack names it: another stack or a person may use it, and no edge shows that. */
  readonly handedOut?: boolean;
  /** Sources by input path; the empty path is the resource's own fallback. */
  readonly sources: Readonly<Record<string, Source>>;
  /** Input paths that a `transform` changed. */
  readonly transformed: readonly string[];
}
