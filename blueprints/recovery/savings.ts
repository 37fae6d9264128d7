import facts from "../facts/recovery.json";
import type { Setting, Topology } from "../topology/topology";
import type { Situation } from "./failure";
import { type Timeline, timelineOf } from "./timeline";

/** What another value of one setting would save, typically. */
export interface Saving {
  readonly setting: Setting;
  readonly to: number;
  readonly seconds: number;
}

const BETTER: Readonly<Record<string, { readonly to: number }>> = facts.better;

/** Settings on the path whose shorter value would end it sooner, the most first. */
export function savingsOf(situation: Situation, { path, total }: Timeline): readonly Saving[] {
  const settings = path.flatMap(({ basis }) => (basis.kind === "setting" ? basis.settings : []));
  const different = [...new Map(settings.map((setting) => [setting.setting, setting])).values()];
  return different
    .flatMap((setting): readonly Saving[] => {
      const to = BETTER[setting.setting]?.to;
      if (to === undefined || setting.value === undefined || setting.value <= to) return [];
      const topology = withSetting(situation.topology, setting.setting, to);
      const seconds = total.typical - timelineOf({ ...situation, topology }).total.typical;
      return seconds >= 1 ? [{ setting, to, seconds }] : [];
    })
    .sort((a, b) => b.seconds - a.seconds);
}

/** The topology with every setting of a kind at another value. */
export function withSetting(topology: Topology, name: string, value: number): Topology {
  return changed(topology) as Topology;

  function changed(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(changed);
    if (typeof part !== "object" || part === null) return part;
    if ("setting" in part && part.setting === name) return { ...part, value };
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, changed(each)]));
  }
}
