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
    .filter((resource) => isSwitchedOn(resource) || isReplicaScaling(resource))
    .map(({ urn }) => urn);
  if (urns.length === 0) return undefined;
  return runStack(stackName, "unprotect", settings, async (options) => {
    const replayed = await openStack(settings.session, stackName, replay(state, urns, lifted));
    return replayed.up({ ...options, target: urns });
  });
}

export async function readState(session: Session, stackName: string): Promise<ExportedState> {
  return exportState(await openStack(session, stackName, nothing));
}

const nothing = async (): Promise<Record<string, unknown>> => ({});

/** Whether a destroy meets protection here, Pulumi's or the cloud's. */
export const isProtected = (resource: ExportedResource): boolean => resource.protect === true || isSwitchedOn(resource);

const isSwitchedOn = ({ inputs }: ExportedResource): boolean => SWITCHES.some((name) => inputs?.[name] === true);

const isReplicaScaling = ({ type, inputs }: ExportedResource): boolean =>
  type === "aws:appautoscaling/target:Target" &&
  inputs?.scalableDimension === "rds:cluster:ReadReplicaCount" &&
  (inputs.maxCapacity !== 0 || inputs.minCapacity !== 0);

function lifted(resource: ExportedResource): Replayed {
  const { inputs } = asRecorded(resource);
  for (const name of SWITCHES) if (inputs[name] === true) inputs[name] = false;
  if (isReplicaScaling(resource)) Object.assign(inputs, { minCapacity: 0, maxCapacity: 0 });
  return { inputs, protect: false };
}
