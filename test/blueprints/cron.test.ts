import fc from "fast-check";
import { hoursOf, minutesOf, shareOf, WEEK_MINUTES } from "../../blueprints/cron";

test.each([
  ["0 20 * * 1-5", [1, 2, 3, 4, 5].map((day) => day * 1440 + 1200)],
  ["30 7 * * 0,6", [450, 6 * 1440 + 450]],
  ["0 0 * * 7", [0]],
  ["0 25 * * 1", undefined],
  ["75 5 * * 1", undefined],
  ["*/5 * * * *", undefined],
  ["0 7 1 * *", undefined],
  ["0 7 * * 5-1", undefined],
  ["", undefined],
])("%s fires at %j", (cron, minutes) => {
  expect(minutesOf(cron)).toEqual(minutes);
});

test("on from 7 to 20 o'clock on weekdays: 65 of 168 hours", () => {
  const at = (cron: string) => minutesOf(cron) ?? [];
  const share = shareOf([
    { at: at("0 7 * * 1-5"), off: false },
    { at: at("0 20 * * 1-5"), off: true },
  ]);
  expect(hoursOf(share)).toBe(65);
});

test("shares of what is on and of what is off are all there is, in any order", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: WEEK_MINUTES - 1 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(times, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (minutes, offs) => {
      const switches = minutes.map((minute, index) => ({ at: [minute], off: offs[index] === true }));
      const share = shareOf(switches);
      expect(shareOf([...switches].reverse())).toBe(share);
      const other = shareOf(switches.map(({ at, off }) => ({ at, off: !off })));
      expect(share + other).toBeCloseTo(1, 12);
    }),
  );
});
