import { type Check, problemAt } from "./meaning";

export const peakBelowSteady: Check = (meaning) => {
  const { steadyRps, peakRps } = meaning.manifest.traffic;
  if (peakRps >= steadyRps) return [];
  return [
    problemAt(meaning, "SK1131", "traffic.peak", {
      message: `the peak (${peakRps} requests a second) is below the steady rate (${steadyRps})`,
      expected: "a peak that is not below the steady rate",
      fix: "raise the peak or lower the steady rate",
    }),
  ];
};
