import { readFileSync } from "node:fs";
import { setValue } from "../../blueprints/manifest/edit";
import { environmentsOf } from "../../blueprints/manifest/environment";
import { loadManifest } from "../../blueprints/manifest/load";
import { parse } from "../../blueprints/manifest/parse";
import type { Value } from "../../blueprints/manifest/splice";
import { at } from "../../blueprints/manifest/tree";
import type { Problem } from "../../blueprints/problems/problem";
import { declaredOf } from "../../policies/declared";
import type { Rule } from "../../policies/rule";
import { World } from "../../policies/world/world";
import { writeWhole } from "../write-whole";
import type { CheckOutcome } from "./check";
import type { Planned } from "./side";

export interface Fixed {
  readonly changed: boolean;
  /** What was done and what could not be, a line each. */
  readonly lines: readonly string[];
}

/** Writes into the manifest what rules know how to put right, whole or not at all; comments and layout stay. */
export function fixManifest(outcome: Extract<CheckOutcome, { ok: true }>, path: string): Fixed {
  const { lines, text } = fixText(outcome, readFileSync(path, "utf8"));
  if (text !== undefined) writeWhole(path, text);
  return { changed: text !== undefined, lines };
}

/** The manifest's text with every repair that fits; undefined where nothing changed. Pure. */
export function fixText(
  { planned, result, rules, resources }: Extract<CheckOutcome, { ok: true }>,
  original: string,
): { readonly text?: string; readonly lines: readonly string[] } {
  const byId = new Map<string, Rule>(rules.map((rule) => [rule.id, rule]));
  const world = new World({ resources }, planned.plan.tier, declaredOf(planned.resolved.manifest));
  const lines: string[] = [];
  const done = new Set<string>();
  let text = original;
  for (const finding of result.report.findings) {
    const resource = world.view.resource(finding.resource.id);
    const repair =
      finding.status === "fail" && resource ? byId.get(finding.rule)?.repair?.(resource, world) : undefined;
    if (!repair || done.has(repair.path)) continue;
    done.add(repair.path);
    const edited = setValue(text, placeIn(original, repair.path, planned.plan.environment), repair.value as Value);
    const change = `${repair.path}: ${JSON.stringify(repair.value)}`;
    const wrong = edited.ok ? problemWith(edited.value, planned) : edited.problems[0];
    if (!edited.ok || wrong) {
      lines.push(`not fixed ${finding.rule}: ${edited.ok ? `with ${change} ` : ""}${wrong?.message ?? repair.path}`);
    } else if (edited.value !== text) {
      text = edited.value;
      lines.push(`fixed ${finding.rule}: ${change}`);
    }
  }
  return text === original ? { lines } : { text, lines };
}

/** A repair that does not fit the rest of the manifest is none. */
function problemWith(text: string, { plan: { environment, tier } }: Planned): Problem | undefined {
  const loaded = loadManifest(text, "", { environment, tier });
  return loaded.ok ? undefined : loaded.problems[0];
}

/** Where the value is written now; else the environment's own overlay where others share the top level. */
export function placeIn(text: string, path: string, environment: string): string {
  const parsed = parse(text, "");
  if (!("tree" in parsed)) return path;
  const overlay = `environments.${environment}.${path}`;
  if (at(parsed.tree, overlay) !== undefined) return overlay;
  if (at(parsed.tree, path) !== undefined) return path;
  const environments = environmentsOf(parsed);
  return environments.length > 1 && environments.includes(environment) ? overlay : path;
}
