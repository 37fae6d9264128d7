import type { Cloud, CloudRecord } from "../cloud/record";
import type { Properties } from "../value";

/** An operation that rules judge. */
export interface Operation {
  readonly type: string;
  /** Inputs for a creation or change; everything that is stored for a deletion. */
  readonly properties: Properties;
  readonly region: string;
  readonly account: string;
  readonly cloud: Cloud;
  /** Asked before the run: things that the same run will make may be missing still. */
  readonly preview?: boolean;
  /** Id of what exists already: of the changed or deleted thing, or of one that is taken over. */
  readonly self?: string | undefined;
  /** What was stored before a change. */
  readonly before?: Properties;
}

/** Why the cloud refuses, in words like its own; undefined where it does not. */
export type Rule = (operation: Operation) => string | undefined;

export interface Rules {
  /** Judged for creations, and for changes too where nothing else is said. */
  readonly write?: Readonly<Record<string, readonly Rule[]>>;
  readonly change?: Readonly<Record<string, readonly Rule[]>>;
  readonly delete?: Readonly<Record<string, readonly Rule[]>>;
}

/** Others of a type that exist for users. */
export const others = ({ cloud, self }: Operation, type: string): readonly CloudRecord[] =>
  alive(cloud.ofType(type)).filter(({ id }) => id !== self);

export const alive = (records: readonly CloudRecord[]): readonly CloudRecord[] =>
  records.filter(({ status }) => status === "creating" || status === "ready");
