import { Refused } from "../behaviour/refused";
import { cacheRules } from "./caches";
import { computeRules } from "./compute";
import { databaseRules } from "./databases";
import { dnsRules } from "./dns";
import { edgeRules } from "./edge";
import { kubernetesRules } from "./kubernetes";
import { networkRules } from "./network";
import { protectionRules } from "./protection";
import { danglingReference, dependents } from "./references";
import type { Operation, Rule, Rules } from "./rule";

const ALL: readonly Rules[] = [
  cacheRules,
  computeRules,
  databaseRules,
  dnsRules,
  edgeRules,
  kubernetesRules,
  networkRules,
  protectionRules,
];

const rulesFor = (kind: keyof Rules, type: string): readonly Rule[] =>
  ALL.flatMap((rules) => rules[kind]?.[type] ?? []);

/**
 * In a preview only what follows from the inputs is judged: what the same run makes is not there yet.
 * @throws Refused
 */
export function checkCreate(operation: Operation): void {
  judge(operation, [...(operation.preview ? [] : [danglingReference]), ...rulesFor("write", operation.type)]);
}

/** @throws Refused */
export function checkUpdate(operation: Operation & { readonly before: Operation["properties"] }): void {
  judge(operation, [danglingReference, ...rulesFor("change", operation.type), ...rulesFor("write", operation.type)]);
}

/** @throws Refused */
export function checkDelete(operation: Operation): void {
  judge(operation, [...rulesFor("delete", operation.type), dependents]);
}

function judge(operation: Operation, rules: readonly Rule[]): void {
  for (const rule of rules) {
    const reason = rule(operation);
    if (reason !== undefined) throw new Refused(reason);
  }
}
