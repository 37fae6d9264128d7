import type { Rule } from "../../rule";
import { evictionIsChosen } from "./eviction-is-chosen";
import { failsOver } from "./fails-over";
import { globalMembersAgree } from "./global-members-agree";
import { slowLogKept } from "./slow-log-kept";
import { takesPatches } from "./takes-patches";

export const cacheRules: readonly Rule[] = [failsOver, globalMembersAgree, takesPatches, slowLogKept, evictionIsChosen];
