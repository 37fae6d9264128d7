import type { Rule } from "../../rule";
import { changesStaggered } from "./changes-staggered";
import { oneWriter } from "./one-writer";
import { providerInItsRegion } from "./provider-in-its-region";
import { residency } from "./residency";
import { shape } from "./shape";

export const sameRules: readonly Rule[] = [shape, oneWriter, residency, changesStaggered, providerInItsRegion];
