import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Preview } from "../../stacks/engine/run/preview";
import type { UpResult } from "../../stacks/engine/run/up";
import type { Command, Io } from "../command";
import { confirm } from "../confirm";
import type { LoadedPlan } from "../load-plan";
import { previewJson, resultJson } from "../reporters/run/json";
import { previewText, refusalText } from "../reporters/run/preview";
import { errorLines, resultText } from "../reporters/run/result";
import { nextCommand, type Run, type RunFlags, withRun } from "../run-command";
import { previewOptions } from "./preview";

interface Flags extends RunFlags {
  readonly yes: boolean;
  readonly refresh: boolean;
  readonly details: boolean;
  readonly allAtOnce: boolean;
  readonly allowShrink: boolean;
  readonly allowReplace?: readonly string[];
}

export const up: Command = {
  command: "up",
  describe: "bring the environment to its plan: preview, confirm, then stack by stack",
  examples: [
    ["scalekit up --sandbox --yes", "everything on the real engine, against simulated providers"],
    ["scalekit up --tier scale", "grow; writes the tier into the manifest once confirmed"],
    ["scalekit up --only eu-west-1", "one stack"],
    ["scalekit up --refresh", "read the cloud first and put drift right"],
  ],
  options: {
    ...previewOptions,
    yes: { alias: "y", type: "boolean", default: false, describe: "do it without asking (never overrides a refusal)" },
    "all-at-once": { type: "boolean", default: false, describe: "change serving regions side by side too" },
  },
  run(args, io) {
    const flags = args as unknown as Flags;
    return withRun(flags, io, (run) => bringUp(run, flags, io));
  },
};

async function bringUp(run: Run, flags: Flags, io: Io): Promise<number> {
  const { runUp } = await import("../../stacks/engine/run/up.js");
  const { loaded, settings, style, quieten } = run;
  const moves = await movesTier(loaded, flags);
  const show = (preview: Preview): void => {
    // With --format json the one document on stdout is the result's, which holds the preview.
    const out = flags.format === "json" ? io.stderr : io.stdout;
    out.write(previewText(preview, style, flags.details));
    if (moves) out.write(`The tier ${loaded.plan.tier} will be written into ${flags.manifest}.\n`);
  };
  const result = await runUp({
    ...settings,
    refresh: flags.refresh,
    allAtOnce: flags.allAtOnce,
    allowShrink: flags.allowShrink,
    allowReplace: flags.allowReplace ?? [],
    movesTier: moves,
    confirm: (preview) => {
      show(preview);
      return confirm("Go ahead?", flags.yes, io);
    },
    onConfirmed: () => (moves ? writeTier(loaded) : undefined),
  });
  quieten();
  if (flags.sandbox && flags.quiet !== true) await sayHowSimulated(loaded.folder, io);
  return report(result, show, run, flags, io);
}

/** How much of the simulated cloud is held to the provider's own facts (DECISIONS 27). */
async function sayHowSimulated(folder: string, io: Io): Promise<void> {
  const { openCloud } = await import("../../stacks/sandbox/index.js");
  const cloud = openCloud(join(folder, ".scalekit", "sandbox", "cloud"));
  const generic = Object.values(cloud.generic()).reduce((sum, count) => sum + count, 0);
  io.stderr.write(
    `Sandbox: ${cloud.list().length} things in the simulated cloud, ${generic} of them generic (no facts of the type).\n`,
  );
}

function report(result: UpResult, show: (preview: Preview) => void, { style }: Run, flags: Flags, io: Io): number {
  const next = nextCommand("up", flags);
  const { status, preview } = result;
  if (flags.format === "json")
    io.stdout.write(`${JSON.stringify({ ...resultJson(result, next), preview: previewJson(preview) }, null, 2)}\n`);
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
  const temporary = `${manifestPath}.${process.pid}.tmp`;
  writeFileSync(temporary, edited.value);
  renameSync(temporary, manifestPath);
}
