import type { Rule } from "../../rule";
import { asyncFailuresKept } from "./async-failures-kept";
import { concurrencyBudget } from "./concurrency-budget";
import { timeoutsNest } from "./timeouts-nest";
import { vpcSpansZones } from "./vpc-spans-zones";

export const fnRules: readonly Rule[] = [asyncFailuresKept, concurrencyBudget, timeoutsNest, vpcSpansZones];
