/** Seconds at the least, typically and at the most. Infinity is a wait without an end that anybody here decides. */
export interface Range {
  readonly min: number;
  readonly typical: number;
  readonly max: number;
}

export const NOTHING: Range = { min: 0, typical: 0, max: 0 };
export const ENDLESS: Range = {
  min: Number.POSITIVE_INFINITY,
  typical: Number.POSITIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
};

export const exactly = (seconds: number): Range => ({ min: seconds, typical: seconds, max: seconds });
export const plus = (a: Range, b: Range): Range => each(a, b, (x, y) => x + y);
export const longer = (a: Range, b: Range): Range => each(a, b, Math.max);
export const times = (a: Range, b: Range): Range => each(a, b, (x, y) => x * y);
export const isEndless = ({ typical }: Range): boolean => typical === Number.POSITIVE_INFINITY;

const each = (a: Range, b: Range, join: (x: number, y: number) => number): Range => ({
  min: join(a.min, b.min),
  typical: join(a.typical, b.typical),
  max: join(a.max, b.max),
});
