import type { Rule } from "../../rule";
import { failsOver } from "./fails-over";
import { globalMembersAgree } from "./global-members-agree";

export const cacheRules: readonly Rule[] = [failsOver, globalMembersAgree];
