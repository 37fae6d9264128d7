import type { Stack } from "@pulumi/pulumi/automation";
import { ScalekitError } from "../../../blueprints/problems/problem";
import type { Session } from "../session";
import { idOf } from "./computed-ids";

/** The part of an exported state that concerns us. */
export interface ExportedState {
  readonly resources?: readonly ExportedResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: ExportedResource }[];
}

export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly parent?: string;
  /** URNs. */
  readonly dependencies?: readonly string[];
  readonly provider?: string;
  readonly protect?: boolean;
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export async function exportState(stack: Stack): Promise<ExportedState> {
  return ((await stack.exportStack()).deployment ?? {}) as ExportedState;
}

/**
 * Settles what a killed run left in doubt (DECISIONS 23): a creation that was under way may have made its resource. One
 * whose id follows from its inputs is given that id, so that a refresh finds it or drops it; the others are dropped from
 * the list and made again. The sandbox needs neither: its cloud gives a creation under the same URN what it made before.
 * @returns how many were in doubt
 */
export async function settlePending(session: Session, stack: Stack, say: (notice: string) => void): Promise<number> {
  const exported = await stack.exportStack();
  const state = (exported.deployment ?? {}) as ExportedState;
  const pending = state.pending_operations ?? [];
  if (pending.length === 0) return 0;
  const creating = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const found = session.sandbox ? [] : creating.flatMap((resource) => withId(resource));
  const lost = session.sandbox ? [] : creating.filter((resource) => idOf(resource) === undefined);
  const deployment = {
    ...exported.deployment,
    resources: [...(state.resources ?? []), ...found],
    pending_operations: [],
  };
  await stack.importStack({ ...exported, deployment });
  say(
    `${pending.length} operations of a killed run were settled: ${pending.map(({ resource }) => resource.urn.split("::").at(-1)).join(", ")}`,
  );
  if (found.length > 0) await look(stack, found);
  if (lost.length > 0) say(doubt(lost));
  return pending.length;
}

const withId = (resource: ExportedResource): ExportedResource[] => {
  const id = idOf(resource);
  return id === undefined ? [] : [{ ...resource, id, outputs: resource.outputs ?? resource.inputs ?? {} }];
};

/** Reads the resources from the cloud; a refresh drops those that are not there. */
async function look(stack: Stack, resources: readonly ExportedResource[]): Promise<void> {
  try {
    await stack.refresh({ target: resources.map(({ urn }) => urn), suppressProgress: true, color: "never" });
  } catch (error) {
    throw new ScalekitError(
      {
        code: "SK3014",
        message: `could not find out whether these exist: ${resources.map(({ urn }) => urn).join(", ")}`,
        fix: "run the same command again; if it stays, look for them in the cloud",
      },
      2,
      { cause: error },
    );
  }
}

const doubt = (resources: readonly ExportedResource[]): string =>
  `These were being made when the run was killed, and have no computed name to look for: ${resources.map(({ urn }) => urn.split("::").slice(2).join(" ")).join(", ")}. They are made again; look for a copy in the cloud.`;
