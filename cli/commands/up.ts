import { join } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Own } from "../../blueprints/recovery/own/read";
import { SCENARIO_IDS } from "../../blueprints/recovery/scenario-ids";
import type { Preview } from "../../stacks/engine/run/preview";
import type { UpResult } from "../../stacks/engine/run/up";
import type { CheckResult } from "../check/document";
import type { Command, Io } from "../command";
import { confirm } from "../confirm";
import type { Guard } from "../guard/guard";
import type { LoadedPlan } from "../load-plan";
import type { Gate } from "../prove/gate";
import { demandKnown } from "../prove/known";
import { previewJson, resultJson } from "../reporters/run/json";
import { blockedText, isBlocked, policiesJson, policiesLine } from "../reporters/run/policies";
import { previewText, refusalText } from "../reporters/run/preview";
import { gateText, recoveryJson, recoveryLine } from "../reporters/run/recovery";
import { errorLines, resultText } from "../reporters/run/result";
import { nextCommand, type Run, type RunFlags, withRun } from "../run-command";
import { writeWhole } from "../write-whole";
import { previewOptions } from "./preview";

interface Flags extends RunFlags {
  readonly yes: boolean;
  readonly refresh: boolean;
  readonly details: boolean;
  readonly allAtOnce: boolean;
  readonly allowShrink: boolean;
  readonly allowReplace?: readonly string[];
  readonly accept?: readonly string[];
}

export const up: Command = {
  command: "up",
  describe: "bring the environment to its plan: preview, confirm, then stack by stack",
  examples: [
    ["scalekit up --sandbox --yes", "everything on the real engine, against simulated providers"],
    ["scalekit up --tier scale", "grow; writes the tier into the manifest once confirmed"],
    ["scalekit up --accept region", "although the proof misses an objective there"],
    ["scalekit up --only eu-west-1", "one stack"],
    ["scalekit up --refresh", "read the cloud first and put drift right"],
  ],
  options: {
    ...previewOptions,
    yes: { alias: "y", type: "boolean", default: false, describe: "do it without asking (never overrides a refusal)" },
    accept: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "go on although the proof misses this scenario, for this run only (repeatable)",
    },
    "all-at-once": { type: "boolean", default: false, describe: "change serving regions side by side too" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const own = await ownBeside(flags.manifest, io);
    const known = [...SCENARIO_IDS, ...(own?.scenarios ?? []).map(({ id }) => id)];
    for (const id of flags.accept ?? []) demandKnown(id, known);
    return withRun(flags, io, (run) => bringUp(run, flags, io, own), { policies: true });
  },
};

async function bringUp(run: Run, flags: Flags, io: Io, own: Own | undefined): Promise<number> {
  const { runUp } = await import("../../stacks/engine/run/up.js");
  const { loaded, settings, style, quieten, guard } = run;
  let judged: CheckResult | undefined;
  const moves = await movesTier(loaded, flags);
  const gate = guard && (await gateOf(run, guard, flags, own));
  const show = (preview: Preview): void => {
    // With --format json the one document on stdout is the result's, which holds the preview.
    const out = flags.format === "json" ? io.stderr : io.stdout;
    out.write(previewText(preview, style, flags.details));
    if (judged && !isBlocked(judged)) out.write(policiesLine(judged, style));
    if (gate && !gate.stops) out.write(recoveryLine(gate, style));
    if (moves) out.write(`The tier ${loaded.plan.tier} will be written into ${flags.manifest}.\n`);
  };
  const result = await runUp({
    ...settings,
    refresh: flags.refresh,
    allAtOnce: flags.allAtOnce,
    allowShrink: flags.allowShrink,
    allowReplace: flags.allowReplace ?? [],
    movesTier: moves,
    isBlocked: (preview) => {
      judged = guard?.resultOf(preview.stacks.map(({ stack }) => stack));
      const mandatory = preview.stacks.some(({ violations }) => violations.some((violation) => violation.mandatory));
      return mandatory || (judged !== undefined && isBlocked(judged)) || gate?.stops === true;
    },
    confirm: (preview) => {
      show(preview);
      return confirm("Go ahead?", flags.yes, io);
    },
    onConfirmed: () => (moves ? writeTier(loaded) : undefined),
  });
  quieten();
  if (flags.sandbox) await endSandbox(result, run, io);
  return report(result, { judged, gate }, show, run, flags, io);
}

/** What the proof of the whole plan says to this run (DECISIONS 33). */
async function gateOf(
  { loaded }: Run,
  { resources }: Guard,
  { accept = [] }: Flags,
  own: Own | undefined,
): Promise<Gate> {
  const { recoveryGate } = await import("../prove/gate.js");
  return recoveryGate(loaded.resolved.manifest, resources, accept, own);
}

/** @throws ScalekitError where the file beside the manifest is wrong: a gate must not be passed by a typing error */
async function ownBeside(manifest: string, { cwd }: Io): Promise<Own | undefined> {
  const { ownOf } = await import("../prove/own-file.js");
  const own = await ownOf(undefined, manifest, cwd);
  const [problem] = own && !own.ok ? own.problems : [];
  if (problem) throw new ScalekitError(problem);
  return own?.ok ? own.value : undefined;
}

/** What may stop a run after its preview. */
interface Verdicts {
  readonly judged: CheckResult | undefined;
  readonly gate: Gate | undefined;
}

/** The simulated cloud learns what the run's state knows; then how much of it is held to the provider's own facts (DECISIONS 27). */
async function endSandbox({ stacks }: UpResult, { loaded, settings, flags }: Run, io: Io): Promise<void> {
  const [{ openCloud }, { engineName }] = await Promise.all([
    import("../../stacks/sandbox/index.js"),
    import("../../stacks/engine/session.js"),
  ]);
  const cloud = openCloud(join(loaded.folder, ".scalekit", "sandbox", "cloud"));
  for (const { stack, status } of stacks) if (status === "done") cloud.settle(engineName(settings.session, stack));
  if (flags.quiet === true) return;
  const generic = Object.values(cloud.generic()).reduce((sum, count) => sum + count, 0);
  io.stderr.write(
    `Sandbox: ${cloud.list().length} things in the simulated cloud, ${generic} of them generic (no facts of the type).\n`,
  );
}

function report(
  result: UpResult,
  { judged, gate }: Verdicts,
  show: (preview: Preview) => void,
  { style }: Run,
  flags: Flags,
  io: Io,
): number {
  const next = nextCommand("up", flags);
  const { status, preview } = result;
  if (flags.format === "json")
    io.stdout.write(
      `${JSON.stringify({ ...resultJson(result, next), preview: previewJson(preview), ...(judged && { policies: policiesJson(judged) }), ...(gate && { recovery: recoveryJson(gate) }) }, null, 2)}\n`,
    );
  const text = flags.format === "json" ? io.stderr : io.stdout;
  switch (status) {
    case "unchanged":
      if (result.stacks.length === 0) text.write("Nothing to change.\n");
      else text.write(resultText(result, next, style));
      return 0;
    case "done":
      text.write(resultText(result, next, style));
      return 0;
    case "refused":
      show(preview);
      io.stderr.write(refusalText(preview.refusals, style));
      return 1;
    case "blocked":
      show(preview);
      if (judged && (isBlocked(judged) || gate?.stops !== true)) io.stderr.write(blockedText(judged, style));
      if (gate?.stops) io.stderr.write(gateText(gate, style));
      return 1;
    case "declined":
      text.write("Nothing was changed.\n");
      return 1;
    case "preview-failed":
      for (const run of preview.failed) io.stderr.write(`${run.stack}:\n${errorLines(run, style).join("\n")}\n`);
      io.stderr.write("SK3015 The preview failed; nothing was changed.\n");
      return 2;
    case "failed":
    case "cancelled":
      text.write(result.stacks.length > 0 ? resultText(result, next, style) : "Cancelled; nothing was changed.\n");
      return 2;
  }
}

/** True where --tier asks for another tier than the manifest states for this environment. */
async function movesTier({ text, plan }: LoadedPlan, { tier, manifest }: Flags): Promise<boolean> {
  if (tier === undefined) return false;
  const { loadManifest } = await import("../../blueprints/manifest/load.js");
  const stated = loadManifest(Buffer.from(text), manifest, { environment: plan.environment });
  return stated.ok && stated.value.manifest.tier !== tier;
}

/** Writes the plan's tier into the manifest, whole or not at all, with comments kept. */
async function writeTier({ text, plan, manifestPath }: LoadedPlan): Promise<void> {
  const { setTier } = await import("../../blueprints/manifest/edit.js");
  const edited = setTier(text, plan.tier, plan.environment);
  const [problem] = edited.ok ? [] : edited.problems;
  if (problem) throw new ScalekitError(problem);
  if (!edited.ok) return;
  writeWhole(manifestPath, edited.value);
}
