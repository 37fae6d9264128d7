import combinations from "../../facts/combinations.json";
import { atLeast } from "../../tiers/tier";
import { type Check, problemAt } from "./meaning";

export const secondaryIsPrimary: Check = (meaning) => {
  const { primary, secondaries } = meaning.manifest.regions;
  return secondaries.flatMap((region, index) =>
    region === primary
      ? [
          problemAt(meaning, "SK1101", `regions.secondaries.${index}`, {
            message: `${region} is the primary already`,
            expected: "secondaries that differ from the primary",
            fix: "remove it from secondaries, or choose another primary",
          }),
        ]
      : [],
  );
};

export const tooManyForGlobalStores: Check = (meaning) => {
  const { regions, sessions } = meaning.manifest;
  const limit = combinations.globalDatastoreSecondaries.value;
  if (!sessions?.global || regions.secondaries.length <= limit) return [];
  return [
    problemAt(meaning, "SK1119", "regions.secondaries", {
      message: `a session cache over ${regions.secondaries.length} secondary regions: a Global Datastore reaches at most ${limit}`,
      expected: `at most ${limit} secondaries, or sessions.global: false`,
      fix: "set sessions.global to false (each region then has sessions of its own), or use fewer regions",
    }),
  ];
};

/** A warning: it works, but the tier does not make use of it. */
export const secondariesBelowScale: Check = (meaning) => {
  const { tier, regions } = meaning.manifest;
  if (regions.secondaries.length === 0 || atLeast(tier, "scale")) return [];
  return [
    problemAt(
      meaning,
      "SK1120",
      "regions.secondaries",
      {
        message: `secondary regions at tier ${tier}: they are built and paid for, but stores are not copied to them`,
        fix: "write secondaries into the environment that is at tier scale or global, or grow with `scalekit up --tier scale`",
      },
      "key",
    ),
  ];
};
