import { nearest } from "../blueprints/problems/nearest";
import { TIERS } from "../blueprints/tiers/tier";
import { shortType } from "./address";
import { EXEMPTION_ABOUT, EXEMPTION_RULES } from "./exemptions/about";
import { PACK_LIST } from "./packs";
import type { Pack } from "./packs/pack";
import type { Equal, Rule } from "./rule";
import type { Sample, SampleResource } from "./sample";

/** A heading and paragraphs, in the form that `scalekit explain` prints. */
export interface RuleExplanation {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Explains a rule, a pack, or `rules`: all of them in a list. */
export function explainPolicy(what: string, rules: readonly Rule[]): RuleExplanation | undefined {
  const asked = what.trim().toLowerCase();
  const rule = rules.find(({ id, aliases = [] }) => id === asked || aliases.some((alias) => alias === asked));
  if (rule) return explainRule(rule);
  const exemptionRule = EXEMPTION_RULES.find((id) => id === asked);
  if (exemptionRule)
    return {
      title: `${exemptionRule}: ${EXEMPTION_ABOUT[exemptionRule].title}`,
      paragraphs: [`What to do: ${EXEMPTION_ABOUT[exemptionRule].fix}.`],
    };
  const pack = PACK_LIST.find(({ name }) => name === asked);
  if (pack) return explainPack(pack);
  if (asked === "rules") return listRules(rules);
  return undefined;
}

/** The rule that was probably meant. */
export const nearestRule = (what: string, rules: readonly Rule[]): string | undefined =>
  nearest(what, [...rules.map(({ id }) => id), ...PACK_LIST.map(({ name }) => name), "rules"]);

function explainRule(rule: Rule): RuleExplanation {
  return {
    title: `${rule.id}: ${rule.title}`,
    paragraphs: [
      rule.why,
      `What to do: ${rule.fix}.`,
      `Severity: ${TIERS.map((tier) => `${tier} ${rule.severity[tier]}`).join(", ")}.`,
      `Looks at ${SCOPES[rule.scope]}: ${rule.types.map(shortType).join(", ")}.`,
      `Passes:\n${sampleText(rule.example.compliant)}`,
      `Fails:\n${sampleText(rule.example.failing)}`,
      ...(rule.elsewhere.length > 0 ? [`Elsewhere: ${rule.elsewhere.map(equalText).join("; ")}.`] : []),
      `Source: ${rule.source}`,
    ],
  };
}

const SCOPES: Readonly<Record<Rule["scope"], string>> = {
  resource: "one resource at a time",
  stack: "relations inside a stack",
  environment: "relations between stacks",
};

export const equalText = ({ tool, id, note }: Equal): string =>
  `${tool} ${id}${note === undefined ? "" : ` (${note})`}`;

function explainPack({ name, about, rules, weigh }: Pack): RuleExplanation {
  return {
    title: `pack ${name}`,
    paragraphs: [
      about,
      `Rules: ${rules === undefined ? "all" : rules.join(", ")}.`,
      `An error is ${weigh.error}, a warning ${weigh.warning}, an information ${weigh.info}.`,
      `Choose it in the manifest: policies: { packs: [${name}] }`,
    ],
  };
}

function listRules(rules: readonly Rule[]): RuleExplanation {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  return {
    title: `${rules.length} rules`,
    paragraphs: [rules.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`).join("\n")],
  };
}

/** An example as text: one resource a block, references as `${name}`. */
export function sampleText({ resources, declared }: Sample): string {
  const blocks = resources.map(resourceText);
  if (declared !== undefined) blocks.unshift(`  the manifest declares ${inline(declared)}`);
  return blocks.join("\n");
}

function resourceText({ type, name, region, stack, inputs = {}, ignoreChanges = [] }: SampleResource): string {
  const where = [region, stack !== region ? stack : undefined].filter((text) => text !== undefined).join(", stack ");
  const lines = Object.entries(inputs).map(([key, value]) => `      ${key}: ${inline(value)}`);
  if (ignoreChanges.length > 0) lines.push(`      (changes ignored: ${ignoreChanges.join(", ")})`);
  return [`  ${shortType(type)} ${name}${where === "" ? "" : ` (${where})`}`, ...lines].join("\n");
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : JSON.stringify(value);
  if ("$ref" in value) return `\${${String(value.$ref)}}`;
  if ("$unknown" in value) return "(not known yet)";
  if ("$secret" in value) return "(secret)";
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${inline(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
