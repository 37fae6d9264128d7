import facts from "../facts/regions.json";

/** Regions that have a slot for their network; the same list, in the same order, in schema, checks and plan. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(facts.regions);
