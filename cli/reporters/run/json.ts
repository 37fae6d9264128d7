import type { Change } from "../../../stacks/engine/run/change";
import type { DestroyPlan } from "../../../stacks/engine/run/destroy";
import type { Preview } from "../../../stacks/engine/run/preview";
import type { RefreshResult } from "../../../stacks/engine/run/refresh";
import type { StackRun } from "../../../stacks/engine/run/stack-run";
import type { RunResult } from "../../../stacks/engine/run/up";

/** One JSON document for each operation; field names are a promise, more fields may come. */
export const previewJson = (preview: Preview) => ({
  schemaVersion: "1",
  tier: { recorded: preview.tier.recorded ?? null, planned: preview.tier.planned },
  stacks: preview.stacks.map(runJson),
  leaving: preview.leaving.map(({ stack, changes }) => ({ stack, changes: changes.map(changeJson) })),
  refused: preview.refusals.map(({ change, loss }) => ({ ...changeJson(change), stack: change.stack, loss })),
});

export const resultJson = (result: RunResult, next: string) => ({
  schemaVersion: "1",
  status: result.status,
  stacks: result.stacks.map(({ stack, status, because, run }) => ({
    stack,
    status,
    ...(because !== undefined && { because }),
    ...(run && { seconds: run.seconds, changes: run.changes.map(changeJson), errors: run.errors }),
  })),
  ...(result.status === "failed" || result.status === "cancelled" ? { next } : {}),
});

export const destroyPlanJson = ({ changes, stateful, stacks }: DestroyPlan) => ({
  stacks,
  resources: changes.length,
  stateful: stateful.map(({ change, loss }) => ({ ...changeJson(change), stack: change.stack, loss })),
});

export const driftJson = ({ stacks }: RefreshResult) => ({
  schemaVersion: "1",
  drifted: stacks.reduce((sum, { changes }) => sum + changes.length, 0),
  stacks: stacks.map(runJson),
});

const runJson = ({ stack, status, changes, errors, same }: StackRun) => ({
  stack,
  status,
  same,
  changes: changes.map(changeJson),
  errors,
});

const changeJson = ({ urn, type, name, verb, properties, stateful, protect }: Change) => ({
  urn,
  type,
  name,
  verb,
  properties,
  stateful,
  protected: protect,
});
