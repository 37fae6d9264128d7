import { isEndless, type Range } from "../../../blueprints/recovery/range";

/** A wait without an end has no number in JSON. */
export const rangeJson = (range: Range): "unbounded" | Range =>
  isEndless(range) ? "unbounded" : { min: tenths(range.min), typical: tenths(range.typical), max: tenths(range.max) };

/** Sums of halves stay what they look like. */
export const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;
