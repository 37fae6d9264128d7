import type { Meter } from "../meter";
import { cacheMeters } from "./caches";
import { databaseMeters } from "./databases";
import { edgeMeters } from "./edge";
import { instanceMeters } from "./instances";
import { networkMeters } from "./network";
import { rdsMeters } from "./rds";
import { upkeepMeters } from "./upkeep";

/** What each type of resource is billed for. A type that is neither here nor known to be free has no known price. */
export const METERS: Readonly<Record<string, Meter | undefined>> = {
  ...instanceMeters,
  ...networkMeters,
  ...databaseMeters,
  ...rdsMeters,
  ...cacheMeters,
  ...edgeMeters,
  ...upkeepMeters,
};
