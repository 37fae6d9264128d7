import type { Rule } from "../../rule";
import { changesStaggered } from "./changes-staggered";
import { oneWriter } from "./one-writer";
import { residency } from "./residency";
import { shape } from "./shape";

export const sameRules: readonly Rule[] = [shape, oneWriter, residency, changesStaggered];
