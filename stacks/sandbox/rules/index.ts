import type { Cloud } from "../cloud/record";
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
}

/** @throws Refused */
export function checkCreate(_operation: Operation): void {}

/** @throws Refused */
export function checkUpdate(_operation: Operation & { readonly before: Properties }): void {}

/** @throws Refused */
export function checkDelete(_operation: Operation): void {}
