import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export type Values = Readonly<Record<string, unknown>>;

const load = (file: string): Readonly<Record<string, Values>> =>
  parse(readFileSync(join(__dirname, file), "utf8")) as Record<string, Values>;

export const ANSWERS = load("shop.answers.yaml");
export const TERRAFORM = load("shop.terraform.yaml");
/** What the patch can put right, in a system of its own. */
export const REMEDIES = load("remedies.terraform.yaml");
export const PULUMI = load("shop.pulumi.yaml");
export const TEMPLATE = readFileSync(join(__dirname, "shop.template.yaml"), "utf8");

/** What the cloud answered for one attribute of one resource. */
export function answerOf(name: string, attribute: string): string {
  const answer = ANSWERS[name]?.[attribute];
  if (typeof answer !== "string") throw new Error(`shop.answers.yaml has no ${attribute} of ${name}`);
  return answer;
}

export const isMapping = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** References (`${…}`) in every text below a value. */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [...value.matchAll(/\$\{([^}]+)\}/g)].map(([, inner = ""]) => inner);
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isMapping(value) ? Object.values(value).flatMap(referencesIn) : [];
}

/** The same value with each text replaced. */
export function mapTexts(value: unknown, replace: (text: string) => unknown): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, replace));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, replace)]));
}

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
