import type { Rule } from "../../rule";
import { copiesInEveryZone } from "./copies-in-every-zone";
import { evictionIsChosen } from "./eviction-is-chosen";
import { failsOver } from "./fails-over";
import { globalMembersAgree } from "./global-members-agree";
import { slowLogKept } from "./slow-log-kept";
import { speedIsSteady } from "./speed-is-steady";
import { takesPatches } from "./takes-patches";

export const cacheRules: readonly Rule[] = [
  failsOver,
  globalMembersAgree,
  takesPatches,
  slowLogKept,
  evictionIsChosen,
  copiesInEveryZone,
  speedIsSteady,
];
