import * as fc from "fast-check";
import { TIERS } from "../../../blueprints/tiers/tier";
import { matchesGlob } from "../../../policies/glob";
import { levelOf } from "../../../policies/levels";
import { PACK_LIST } from "../../../policies/packs";
import { RULES } from "../../../policies/rules";
import { groupSpansZones } from "../../../policies/rules/compute/group-spans-zones";
import { deletionGuard } from "../../../policies/rules/db/deletion-guard";

test("errors of the tier are mandatory, warnings advisory, and what does not apply is off", () => {
  const settings = { packs: ["recommended" as const], levels: {} };
  expect(TIERS.map((tier) => levelOf(deletionGuard, tier, settings))).toEqual([
    "advisory",
    "mandatory",
    "mandatory",
    "mandatory",
  ]);
  expect(levelOf(groupSpansZones, "starter", settings)).toBe("off");
});

test("of several packs the stricter level counts, in any order", () => {
  for (const packs of [["cost", "strict"] as const, ["strict", "cost"] as const])
    expect(levelOf(deletionGuard, "starter", { packs, levels: {} })).toBe("mandatory");
});

test("the manifest's level counts before the packs', the rule's own before its area's", () => {
  const levels = { "db/*": "off", "db/deletion-guard": "mandatory" } as const;
  expect(levelOf(deletionGuard, "starter", { packs: ["recommended"], levels })).toBe("mandatory");
  expect(levelOf(deletionGuard, "global", { packs: ["recommended"], levels: { "db/*": "off" } })).toBe("off");
  expect(
    levelOf(groupSpansZones, "starter", {
      packs: ["recommended"],
      levels: { "compute/group-spans-zones": "advisory" },
    }),
  ).toBe("advisory");
});

test.each(PACK_LIST.map((pack) => [pack.name, pack] as const))(
  "each pattern of pack %s names rules that are there",
  (_, pack) => {
    for (const pattern of pack.rules ?? [])
      expect([pattern, RULES.some(({ id }) => matchesGlob(pattern, id))]).toEqual([pattern, true]);
  },
);

/** The same, said by a regular expression. */
const reference = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^]*")}$`,
  ).test(text);

test("a glob matches what the equal regular expression matches", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "*", "/"), { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(fc.property(letters, letters, (pattern, text) => matchesGlob(pattern, text) === reference(pattern, text)));
});

test("a pattern that is made to be slow is not", () => {
  const started = Date.now();
  expect(matchesGlob(`${"*a".repeat(140)}b`, "a".repeat(100_000))).toBe(false);
  expect(Date.now() - started).toBeLessThan(1000);
});
