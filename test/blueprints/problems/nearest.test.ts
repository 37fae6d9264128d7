import * as fc from "fast-check";
import { editDistance, nearest } from "../../../blueprints/problems/nearest";

test.each([
  ["replica", ["replicas", "region"], "replicas"],
  ["prot", ["port", "paths"], "port"],
  ["GLOBAL", ["global", "growth"], "global"],
  ["serv", ["services", "data"], "services"],
  ["cloudfrnot", ["cloudfront", "cloudflare"], "cloudfront"],
  ["xyz", ["port", "paths"], undefined],
  ["", ["port"], undefined],
  ["p".repeat(1000), ["port"], undefined],
])("%p among %p", (written, words, expected) => {
  expect(nearest(written, words)).toBe(expected);
});

test("the distance is a distance", () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
