import type { Source } from "../../../blueprints/manifest/source";
import type { Part } from "../../../blueprints/plan/plan";
import { clean } from "../../../blueprints/problems/format";
import { clip, type Paint, wrapText } from "./layout";

/** Every argument of a part with its value and, below it, where that came from; once for neighbours of one origin. */
export function whyLines(part: Part, width: number, paint: Paint): readonly string[] {
  const leaves = leavesOf(part.args).map(([path, value]) => ({ path, value, origin: originOf(sourceAt(part, path)) }));
  return leaves.flatMap(({ path, value, origin }, index) => {
    const shown = clip(`${path} = ${clean(valueText(value))}`, width);
    const line = `${paint.cyan(shown.slice(0, path.length))}${shown.slice(path.length)}`;
    if (leaves[index + 1]?.origin === origin) return [line];
    return [line, ...wrapText(origin, Math.max(20, width - 2)).map((text) => `  ${paint.dim(text)}`)];
  });
}

/** Arguments to their leaves; lists of plain values stay one value, and so do empty ones. */
function leavesOf(value: unknown, path = ""): readonly (readonly [path: string, value: unknown])[] {
  if (value === undefined) return [];
  if (!isBranch(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path === "" ? key : `${path}.${key}`));
}

function isBranch(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return false;
  return !Array.isArray(value) || value.some((item) => typeof item === "object");
}

function sourceAt({ sources }: Part, path: string): Source | undefined {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("."))))
    if (sources[at]) return sources[at];
  return sources[""];
}

const valueText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** In words: the place in the manifest, or the tier's choice with its reason and the path that overrides it; and how it was computed. */
function originOf(source: Source | undefined): string {
  if (!source) return "by scalekit";
  const { derived } = source;
  // A value that is the same for everyone has a reason instead of an origin.
  if (derived && derived.from.length === 0) return `by scalekit: ${derived.formula}`;
  const origin = "tier" in source ? `tier ${source.tier} (${source.default}): ${source.reason}` : placeOf(source);
  return derived ? `${derived.formula}; ${origin}` : origin;
}

const placeOf = ({ file, line, column }: { file: string; line: number; column: number }): string =>
  `${clean(file)}:${line}:${column}`;
