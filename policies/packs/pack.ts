import type { Level, PackName } from "../../blueprints/manifest/manifest";
import type { Severity } from "../rule";

/** A choice of rules with their weights, as data. */
export interface Pack {
  readonly name: PackName;
  /** What it is for, in one sentence. */
  readonly about: string;
  /** Ids, or `<area>/*`; absent: all rules. */
  readonly rules?: readonly string[];
  /** Level by the severity that the rule has at the environment's tier; rules that don't apply there stay off. */
  readonly weigh: Readonly<Record<Severity, Level>>;
}
