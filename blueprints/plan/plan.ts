import type { Source } from "../manifest/source";
import type { Problem } from "../problems/problem";
import type { Tier } from "../tiers/tier";
import type { PartArgs, PartKind } from "./parts";

/** Printable plain data; the same manifest and lock give the same plan, byte for byte. */
export interface Plan {
  readonly schemaVersion: "1";
  readonly project: string;
  readonly environment: string;
  readonly tier: Tier;
  /** AWS account id, or the placeholder 000000000000 until the lock file or manifest knows it. */
  readonly account: string;
  /** In an order in which they can be made; parallel where `dependsOn` allows. */
  readonly stacks: readonly PlannedStack[];
  /** What a person should know: objectives out of reach, control planes that creation depends on, stores that cannot go global. */
  readonly warnings: readonly Problem[];
}

export type StackKind = "dns" | "region" | "global-data" | "apps" | "edge";

export interface PlannedStack {
  /** Pulumi stack name: `<environment>-<key>`; never depends on tier or role. */
  readonly name: string;
  /** dns, <region>, <region>-apps, global-data, edge. */
  readonly key: string;
  readonly kind: StackKind;
  /** The region its AWS provider talks to. */
  readonly region: string;
  readonly role: "primary" | "secondary" | "global" | "edge";
  /** Names of stacks. */
  readonly dependsOn: readonly string[];
  readonly parts: readonly Part[];
  /** What exists only once another stack is up and is handed on by the run (DECISIONS 12, 20). */
  readonly needs: readonly Handover[];
  /** Regions whose control planes making or changing this stack needs, besides its own, with the reason. */
  readonly controlPlanes: readonly { readonly region: string; readonly reason: string }[];
  /** Of resources that were adopted: what stays as it was; absent where none is. */
  readonly kept?: readonly Kept[];
}

export interface Handover {
  /** Key in `RunContext.handed`: `<stack key>.<output>`, such as `dns.zoneId`. */
  readonly key: string;
  /** Name of the stack that outputs it. */
  readonly fromStack: string;
  readonly output: string;
  readonly secret: boolean;
}

export type Part = { readonly [K in PartKind]: PartOf<K> }[PartKind];

export interface PartOf<K extends PartKind> {
  readonly kind: K;
  /** Name of the component resource; unique in its stack together with the kind. */
  readonly name: string;
  readonly args: PartArgs[K];
  /** Source by dotted path into `args`; the empty path is the fallback. */
  readonly sources: Readonly<Record<string, Source>>;
}

export const PLACEHOLDER_ACCOUNT = "000000000000";

/** What `doctor --refresh` and runs write beside the manifest (scalekit.lock.json), per environment. */
export interface Lock {
  readonly schemaVersion: "1";
  readonly environments: Readonly<Record<string, EnvironmentLock>>;
}
export interface EnvironmentLock {
  readonly account?: string;
  /** Zones by region where this account's differ from facts/regions.json. */
  readonly zones?: Readonly<Record<string, readonly [string, string, string]>>;
  readonly prefixLists?: Readonly<Record<string, string>>;
  /** Non-secret handovers by key. */
  readonly handed?: Readonly<Record<string, unknown>>;
  /** What adopted resources keep, by key of the stack (scalekit.adopted.json). */
  readonly adopted?: Readonly<Record<string, readonly Kept[]>>;
}

/** What an adopted resource keeps of what was there before: laid over its component's arguments, as a `transform` is. */
export interface Kept {
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name in its stack. */
  readonly name: string;
  /** Inputs that stay as they were, by their top-level names. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Inputs that the engine leaves alone, `set` included. */
  readonly ignoreChanges: readonly string[];
}
