import type * as pulumi from "@pulumi/pulumi";
import type { From } from "./component";

/** What is noted of each child while a collector listens (the offline synth does); otherwise nothing is kept. */
export interface ChildRecord {
  readonly resource: pulumi.CustomResource;
  readonly from: From;
  readonly transformed: readonly string[];
}

let collector: ((record: ChildRecord) => void) | undefined;

/** Listens to children made until the returned function is called. */
export function collectChildren(listener: (record: ChildRecord) => void): () => void {
  collector = listener;
  return () => {
    collector = undefined;
  };
}

export function recordChild(resource: pulumi.CustomResource, from: From, transformed: readonly string[]): void {
  collector?.({ resource, from, transformed });
}
