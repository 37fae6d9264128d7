import { setValue } from "../../blueprints/manifest/edit";
import { nearest } from "../../blueprints/problems/nearest";
import { isTier, TIERS, type Tier } from "../../blueprints/tiers/tier";
import { placeIn } from "../check/fix";
import { asked } from "./traffic";

/** A value of the manifest, in the form in which it is written. */
export type SettingValue = string | number | boolean;

/** What a comparison changes: the tier, or one value of the manifest. */
export interface Axis {
  /** Dotted path of the written form; `tier` for the tier. */
  readonly path: string;
  readonly values: readonly SettingValue[];
}

/** One combination of the values of all axes. */
export type Point = readonly { readonly path: string; readonly value: SettingValue }[];

/** Each is a plan and a run. */
const MOST_POINTS = 48;

/** `tier=scale,global` and `services.web.scaling.maximum=6,12`; all tiers where nothing is said. @throws ScalekitError SK9007 */
export function axesOf(texts: readonly string[]): readonly Axis[] {
  if (texts.length === 0) return [{ path: "tier", values: TIERS }];
  const axes = texts.map(axisOf);
  const twice = axes.find(({ path }, at) => axes.findIndex((each) => each.path === path) !== at);
  if (twice)
    throw asked(
      `--sweep names ${twice.path} twice`,
      "each path once, with all its values",
      `write --sweep ${twice.path}=${axes.filter(({ path }) => path === twice.path).flatMap(({ values }) => values)}`,
    );
  const points = axes.reduce((all, { values }) => all * values.length, 1);
  if (points > MOST_POINTS)
    throw asked(`--sweep asks for ${points} combinations`, `at most ${MOST_POINTS}`, "take fewer values");
  return axes;
}

function axisOf(text: string): Axis {
  const [, path = "", rest = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const words = rest.split(",").map((each) => each.trim());
  if (!/^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(path) || words.includes(""))
    throw asked(
      `--sweep ${text.slice(0, 80)} is no path with values`,
      "PATH=VALUE,VALUE with a path of the manifest, or tier=TIER,TIER",
      "write for example --sweep services.web.scaling.maximum=6,12,24",
    );
  const values = [...new Set(words.map(settingOf))];
  const wrong = path === "tier" ? values.map(String).find((each) => !isTier(each)) : undefined;
  if (wrong !== undefined) {
    const near = nearest(wrong, TIERS);
    throw asked(
      `--sweep names the tier ${wrong.slice(0, 80)}`,
      `of ${TIERS.join(", ")}`,
      near === undefined ? "write for example --sweep tier=scale,global" : `did you mean ${near}?`,
    );
  }
  return { path, values };
}

const settingOf = (word: string): SettingValue =>
  word === "true" || word === "false" ? word === "true" : /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;

/** Every combination, the last axis fastest. */
export const pointsOf = (axes: readonly Axis[]): readonly Point[] =>
  axes.reduce<readonly Point[]>(
    (points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, { path, value }])),
    [[]],
  );

export const tierAt = (point: Point): Tier | undefined => {
  const value = point.find(({ path }) => path === "tier")?.value;
  return typeof value === "string" && isTier(value) ? value : undefined;
};

export const settingsAt = (point: Point): Point => point.filter(({ path }) => path !== "tier");

/** The manifest's text with the values of a point. @throws ScalekitError SK9007 where one has no place in it */
export const textAt = (text: string, point: Point, environment: string): string =>
  settingsAt(point).reduce((edited, { path, value }) => {
    const outcome = setValue(edited, placeIn(text, path, environment), value);
    if (outcome.ok) return outcome.value;
    throw asked(
      `--sweep ${path} has no place in the manifest: ${outcome.problems[0]?.message ?? path}`,
      "a dotted path of the manifest, as scalekit plan --why shows it",
      "write for example --sweep services.web.scaling.maximum=6,12,24",
    );
  }, text);
