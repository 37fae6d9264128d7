/** Keys of the stacks that an environment has once; a region's stack has the region's name. */
export const DNS = "dns";
export const GLOBAL_DATA = "global-data";
export const EDGE = "edge";
export const appsKey = (region: string): string => `${region}-apps`;
