import type { Problem } from "../../problems/problem";
import { cdnLacks, cloudflareIds, infrequentTooSoon } from "./edge";
import { oneArchitecture, predictiveUnlikeTypes, scheduleTimes, warmPoolWithSchedule, warmPoolWithSpot } from "./fleet";
import { existingClusterComplete, unusedCluster } from "./kubernetes";
import type { Check, Meaning } from "./meaning";
import { cidrForm, cidrHoldsPeak, cidrOverlap } from "./network";
import { secondariesBelowScale, secondaryIsPrimary, tooManyForGlobalStores } from "./regions";
import { defaultRoute, imageFitsService, samePath, scalingOrder, storeNamedSessions, unknownStore } from "./services";
import {
  everyRegionReaches,
  globalClass,
  globalSessionsClass,
  globalVersion,
  ioOptimizedVersion,
  rdsAtGlobal,
  readerBudget,
  sessionsWrittenElsewhere,
  unusedStore,
} from "./stores";
import { peakBelowSteady } from "./traffic";

const REFUSED: readonly Check[] = [
  secondaryIsPrimary,
  tooManyForGlobalStores,
  unknownStore,
  storeNamedSessions,
  samePath,
  defaultRoute,
  scalingOrder,
  imageFitsService,
  cidrForm,
  cidrOverlap,
  cidrHoldsPeak,
  warmPoolWithSpot,
  predictiveUnlikeTypes,
  oneArchitecture,
  scheduleTimes,
  warmPoolWithSchedule,
  rdsAtGlobal,
  globalClass,
  globalVersion,
  ioOptimizedVersion,
  everyRegionReaches,
  globalSessionsClass,
  sessionsWrittenElsewhere,
  readerBudget,
  cdnLacks,
  cloudflareIds,
  infrequentTooSoon,
  existingClusterComplete,
  peakBelowSteady,
];

const WARNED: readonly Check[] = [secondariesBelowScale, unusedStore, unusedCluster];

/** Step three: what no schema can say. Problems refuse the manifest; warnings are shown and it goes on. */
export function checkMeaning(meaning: Meaning): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const all = (checks: readonly Check[]) => checks.flatMap((check) => check(meaning));
  return { problems: all(REFUSED), warnings: all(WARNED) };
}
