import fc from "fast-check";
import { SCHEDULE, shareOn } from "../../../blueprints/graph/schedule";
import { resource } from "../cost/graph";

const action = (recurrence: string, maxSize: number | string) =>
  resource(SCHEDULE, recurrence, { inputs: { recurrence, minSize: 0, maxSize } });

test.each([
  ["weekdays from 7 to 20", [action("0 7 * * 1-5", 4), action("0 20 * * 1-5", 0)], 65 / 168],
  ["half of every day", [action("0 6 * * *", 4), action("0 18 * * *", 0)], 1 / 2],
  ["off once and for all", [action("0 6 * * *", 0)], 0],
  ["another size in the day", [action("0 6 * * *", 8), action("0 18 * * *", 4)], 1],
  ["sizes as text, as some states keep them", [action("0 6 * * *", "4"), action("0 18 * * *", "0")], 1 / 2],
  ["nothing", [], 1],
  ["times that are not understood", [action("0 6 * * *", 4), action("@daily", 0)], 1],
])("%s", (_, actions, share) => {
  expect(shareOn(actions)).toBeCloseTo(share, 12);
});

test("a share is between none and all, in any order of the actions", () => {
  const days = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }).map((all) => all.join(","));
  const actions = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), days, fc.integer({ min: 0, max: 2 }))
      .map(([minute, hour, day, size]) => action(`${minute} ${hour} * * ${day}`, size)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(actions, (all) => {
      const share = shareOn(all);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }),
  );
});
