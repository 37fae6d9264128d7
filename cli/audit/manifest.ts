import { lstatSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { loadManifest } from "../../blueprints/manifest/load";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { makePlan } from "../../blueprints/plan/make";
import type { Plan } from "../../blueprints/plan/plan";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { compareWithState, type Match, type StateComparison } from "../../policies/audit/adopt/compare";
import { accountOf } from "../../policies/audit/infer/identity";
import { type Inferred, inferManifest } from "../../policies/audit/infer/infer";
import { textAt } from "../../policies/audit/infer/look";
import { TYPES } from "../../policies/types";
import { World } from "../../policies/world/world";
import { environmentLock } from "../../stacks/lock";
import { synth } from "../../stacks/synth/synth";
import type { Gathered } from "./sources";

/** The manifest that comes closest, and where it was written. */
export interface WrittenManifest extends Omit<Inferred, "text"> {
  readonly file: string;
}

export interface ManifestComparison extends StateComparison {
  /** As the person named it. */
  readonly manifest: string;
  readonly environment: string;
  readonly tier: Tier;
}

/** Refuses to write over a file before anything is read. @throws ScalekitError SK1150 */
export function refuseToOverwrite(cwd: string, file: string, force: boolean): void {
  const stats = lstatSync(resolve(cwd, file), { throwIfNoEntry: false });
  if (!stats || (force && stats.isFile())) return;
  throw new ScalekitError({
    code: "SK1150",
    message: stats.isFile() ? `${file} is there already` : `${file} is not a regular file`,
    fix: stats.isFile()
      ? "name another file with --write-manifest FILE, or add --force to overwrite it"
      : "name another file with --write-manifest FILE",
  });
}

/** The manifest of what was read, at the tier of the verdict. */
export const inferred = (gathered: Gathered, tier: Tier, cwd: string, file: string): Inferred =>
  inferManifest(gathered, { tier, name: basename(dirname(resolve(cwd, file))) });

export interface Compared {
  readonly comparison: ManifestComparison;
  readonly plan: Plan;
  readonly planned: readonly GraphResource[];
}

/** What the manifest's programs would make, beside what was read. Nothing is asked of a cloud. */
export async function comparedWith(
  gathered: Gathered,
  resolved: Resolved,
  cwd: string,
  file: string,
): Promise<Compared> {
  const { manifest } = resolved;
  const path = resolve(cwd, file);
  // Without what was adopted earlier: that would hide what differs.
  const { adopted: _, ...lock } = environmentLock(dirname(path), manifest.environment, false);
  const account = accountOf(new World(gathered, manifest.tier))?.value;
  const plan = makePlan(resolved, { ...(account !== undefined && { account: String(account) }), ...lock });
  const words = [manifest.name, manifest.environment];
  const first = await beside(plan, gathered, words, {});
  // Kubernetes objects are reached through a cluster; where it is there, so is all that their provider has to know.
  const handed = handedByClusters(first.comparison.matches);
  const { planned, comparison: found } =
    Object.keys(handed).length > 0 ? await beside(plan, gathered, words, handed) : first;
  const comparison = {
    ...found,
    manifest: relative(cwd, path) || file,
    environment: manifest.environment,
    tier: manifest.tier,
  };
  return { comparison, plan, planned };
}

type Handed = Readonly<Record<string, unknown>>;

async function beside(plan: Plan, gathered: Gathered, words: readonly string[], handed: Handed) {
  const { resources: planned } = await synth(plan, { handed, account: plan.account, sandbox: false });
  return { planned, comparison: compareWithState({ resources: planned }, gathered, words) };
}

/** What clusters that are there answer, under the names by which a region's stack hands it on. */
function handedByClusters(matches: readonly Match[]): Handed {
  const clusters = matches.filter(({ planned }) => planned.type === TYPES.eksCluster);
  return Object.fromEntries(
    clusters.flatMap(({ planned: { region }, existing }) => {
      const endpoint = textAt(existing, "endpoint");
      const certificate = textAt(existing, "certificateAuthority.data");
      if (endpoint === undefined || certificate === undefined) return [];
      return [
        [`${region}.clusterEndpoint`, endpoint],
        [`${region}.clusterCa`, certificate],
      ];
    }),
  );
}

/** An inferred text as a manifest: it passes, because inferring holds it against the same rules. */
export function understood(text: string, file: string, environment: string): Resolved {
  const loaded = loadManifest(text, file, { environment });
  if (!loaded.ok) throw new Error(`an inferred manifest does not pass: ${loaded.problems[0]?.message}`);
  return loaded.value;
}
