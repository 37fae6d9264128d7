import type { Level, PolicySettings } from "../blueprints/manifest/manifest";
import type { Tier } from "../blueprints/tiers/tier";
import { matchesGlob } from "./glob";
import { packNamed } from "./packs";
import type { Rule } from "./rule";

const HEIGHT: readonly Level[] = ["off", "advisory", "mandatory"];

/**
 * Level of a rule: what the manifest says of it by id, else of its area, else the strictest of what the packs say. A rule
 * that does not apply at the tier is off, unless the manifest names it by its id.
 */
export function levelOf(rule: Rule, tier: Tier, settings: Pick<PolicySettings, "packs" | "levels">): Level {
  const own = [rule.id, ...(rule.aliases ?? [])].find((id) => Object.hasOwn(settings.levels, id));
  if (own !== undefined) return settings.levels[own] ?? "off";
  const severity = rule.severity[tier];
  if (severity === "none") return "off";
  const area = `${rule.id.slice(0, rule.id.indexOf("/"))}/*`;
  if (Object.hasOwn(settings.levels, area)) return settings.levels[area] ?? "off";
  const levels = settings.packs.map((name): Level => {
    const pack = packNamed(name);
    const chosen = pack.rules === undefined || pack.rules.some((pattern) => matchesGlob(pattern, rule.id));
    return chosen ? pack.weigh[severity] : "off";
  });
  return HEIGHT.findLast((level) => levels.includes(level)) ?? "off";
}
