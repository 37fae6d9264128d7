import fc from "fast-check";
import { errorOf, median, medianError, recoveredAfter, type Try, table, within } from "./arithmetic";

test("an error is a share of what was measured, with its side", () => {
  expect([errorOf(110, 100), errorOf(90, 100), errorOf(100, 100)]).toEqual([0.1, -0.1, 0]);
});

test.each([
  [[3], 3],
  [[4, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

test("nothing has no median", () => {
  expect(() => median([])).toThrow(RangeError);
});

test("misses to both sides do not cancel out", () => {
  expect(medianError([-0.2, 0.2, 0.2])).toBeCloseTo(0.2, 12);
});

test("half of the values are on either side of the median, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
      const middle = median(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(median([...values].reverse())).toBe(middle);
    }),
  );
});

test("the ends of a range are within it", () => {
  const range = { min: 1, typical: 2, max: 3 };
  expect([0.9, 1, 3, 3.1].map((seconds) => within(seconds, range))).toEqual([false, true, true, false]);
  expect([0.8, 0.9, 3.1, 3.2].map((seconds) => within(seconds, range, 0.15))).toEqual([false, true, true, false]);
});

describe("recovery", () => {
  const tries = (text: string): readonly Try[] => [...text].map((each, at) => ({ at, ok: each === "." }));
  test.each([
    ["is over with the first try after the last that failed", "..x.x..", 5],
    ["never began where none failed", "......", 0],
    ["is not over while the last fails", "..xx.x", undefined],
  ])("%s: %s", (_, text, seconds) => {
    expect(recoveredAfter(0, tries(text))).toBe(seconds);
  });

  test("does not count what failed before the strike", () => {
    expect(recoveredAfter(2, tries("xx.x.."))).toBe(2);
  });

  test("nothing asked says nothing", () => {
    expect(recoveredAfter(9, tries("..."))).toBeUndefined();
  });
});

test("columns stand under their heads", () => {
  expect(
    table(
      ["system", "rps"],
      [
        ["a", "120"],
        ["longer one", "7"],
      ],
    ),
  ).toBe(["system      rps", "a           120", "longer one  7"].join("\n"));
});
