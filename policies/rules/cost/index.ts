import type { Rule } from "../../rule";
import { budgetExists } from "./budget-exists";
import { nothingIdle } from "./nothing-idle";
import { spotOnlyForStateless } from "./spot-only-for-stateless";
import { standbyIsDeclared } from "./standby-is-declared";

export const costRules: readonly Rule[] = [budgetExists, nothingIdle, spotOnlyForStateless, standbyIsDeclared];
