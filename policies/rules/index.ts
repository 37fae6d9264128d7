import type { Rule } from "../rule";
import { cacheRules } from "./cache";
import { computeRules } from "./compute";
import { costRules } from "./cost";
import { dbRules } from "./db";
import { edgeRules } from "./edge";
import { fnRules } from "./fn";
import { k8sRules } from "./k8s";
import { msgRules } from "./msg";
import { netRules } from "./net";
import { nosqlRules } from "./nosql";
import { obsRules } from "./obs";
import { resRules } from "./res";
import { sameRules } from "./same";
import { secRules } from "./sec";
import { smallRules } from "./small";
import { storeRules } from "./store";

/** Every rule, ordered by id. */
export const RULES: readonly Rule[] = [
  ...computeRules,
  ...dbRules,
  ...cacheRules,
  ...nosqlRules,
  ...msgRules,
  ...edgeRules,
  ...netRules,
  ...k8sRules,
  ...fnRules,
  ...storeRules,
  ...obsRules,
  ...costRules,
  ...secRules,
  ...resRules,
  ...sameRules,
  ...smallRules,
].sort((a, b) => a.id.localeCompare(b.id));

export const ruleById = (id: string): Rule | undefined =>
  RULES.find((rule) => rule.id === id || rule.aliases?.some((alias) => alias === id));
