import type { Rule } from "../../rule";
import { drainFits } from "./drain-fits";
import { metricFallsWithCapacity } from "./metric-falls-with-capacity";
import { noAddressByInstance } from "./no-address-by-instance";
import { noPetBehindBalancer } from "./no-pet-behind-balancer";
import { noStateOnDisk } from "./no-state-on-disk";
import { noStickySession } from "./no-sticky-session";

export const smallRules: readonly Rule[] = [
  drainFits,
  metricFallsWithCapacity,
  noAddressByInstance,
  noPetBehindBalancer,
  noStateOnDisk,
  noStickySession,
];
