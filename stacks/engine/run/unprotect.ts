import { openStack, type Session } from "../session";
import { liftProtection } from "../state/lift-protection";
import { type ExportedResource, type ExportedState, exportState } from "../state/pending";
import { asRecorded, type Replayed, replay } from "./replay";
import type { RunSettings } from "./settings";
import { runStack, type StackRun } from "./stack-run";

/** Inputs by which AWS types refuse their deletion while true. */
const SWITCHES = ["deletionProtection", "enableDeletionProtection", "deletionProtectionEnabled"] as const;

/**
 * Lifts what stands in the way of a destroy (DECISIONS 9, 22), in Pulumi and in the cloud: the recorded `protect` is taken
 * away, deletion protection goes off, and replica auto scaling goes to no replicas (those that it made are in no state
 * and would block the cluster's deletion). Done from the recorded state, so that it works for stacks that left the
 * manifest too.
 * @returns undefined where the cloud had nothing to lift
 */
export async function unprotect(settings: RunSettings, stackName: string): Promise<StackRun | undefined> {
  const stack = await openStack(settings.session, stackName, nothing);
  const state = await exportState(stack);
  await liftProtection(
    stack,
    (state.resources ?? []).filter(({ protect }) => protect === true).map(({ urn }) => urn),
  );
  const urns = (state.resources ?? [])
    .filter((resource) => isSwitchedOn(resource) || isReplicaScaling(resource) || finalSnapshot(resource) !== undefined)
    .map(({ urn }) => urn);
  if (urns.length === 0) return undefined;
  const stamp = snapshotStamp(new Date());
  return runStack(stackName, "unprotect", settings, async (options) => {
    const replayed = await openStack(
      settings.session,
      stackName,
      replay(state, urns, (resource) => lifted(resource, stamp)),
    );
    return replayed.up({ ...options, target: urns });
  });
}

export async function readState(session: Session, stackName: string): Promise<ExportedState> {
  return exportState(await openStack(session, stackName, nothing));
}

const nothing = async (): Promise<Record<string, unknown>> => ({});

const isSwitchedOn = ({ inputs }: ExportedResource): boolean => SWITCHES.some((name) => inputs?.[name] === true);

const isReplicaScaling = ({ type, inputs }: ExportedResource): boolean =>
  type === "aws:appautoscaling/target:Target" &&
  inputs?.scalableDimension === "rds:cluster:ReadReplicaCount" &&
  (inputs.maxCapacity !== 0 || inputs.minCapacity !== 0);

/** Name of the snapshot that a store leaves behind; undefined where it leaves none. */
function finalSnapshot({ inputs }: ExportedResource): string | undefined {
  const name = inputs?.finalSnapshotIdentifier;
  return typeof name === "string" && inputs?.skipFinalSnapshot !== true ? name : undefined;
}

/** Seconds, so that the snapshot of an earlier destroy, which the cloud keeps, does not hold the name of this one. */
export const snapshotStamp = (now: Date): string => now.toISOString().replace(/\D/g, "").slice(0, 14);

function lifted(resource: ExportedResource, stamp: string): Replayed {
  const { inputs } = asRecorded(resource);
  const snapshot = finalSnapshot(resource);
  if (snapshot !== undefined) inputs.finalSnapshotIdentifier = `${snapshot.replace(/-\d{14}$/, "")}-${stamp}`;
  for (const name of SWITCHES) if (inputs[name] === true) inputs[name] = false;
  if (isReplicaScaling(resource)) Object.assign(inputs, { minCapacity: 0, maxCapacity: 0 });
  return { inputs, protect: false };
}
