import { createHash } from "node:crypto";
import { at, isEmpty, isRecord, type Properties, UNKNOWN } from "../value";

/** What a template may name. */
export interface TemplateValues {
  readonly region: string;
  readonly account: string;
  /** Makes generated parts differ between resources and stay the same for one. */
  readonly seed: string;
  readonly properties: Properties;
  /** What follows from several things at once (behaviour/derived.ts); names begin with `$`. */
  readonly derived: Properties;
}

const valueAt = (values: TemplateValues, path: string): unknown =>
  at(path.startsWith("$") ? values.derived : values.properties, path);

/**
 * Fills in a template of the behaviour data: `{vpcId}` is a property, `{a|b}` the first that is there, `{hex17:salt}` and
 * `{digits9:salt}` are generated, `{uuid:salt}` too; `{region}` and `{account}` are the resource's. Lists and objects are
 * filled in member by member; `{=path}` alone copies a value of any type.
 * @returns undefined where a property that the template needs is not there
 */
export function fill(template: unknown, values: TemplateValues): unknown {
  if (Array.isArray(template)) return template.map((member) => fill(member, values));
  if (isRecord(template)) {
    const members = Object.entries(template).map(([key, member]) => [key, fill(member, values)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }
  if (typeof template !== "string") return template;
  const copied = /^\{=([\w.$]+)\}$/.exec(template)?.[1];
  return copied === undefined ? fillText(template, values) : valueAt(values, copied);
}

function fillText(template: string, values: TemplateValues): string | undefined {
  let missing = false;
  const text = template.replace(/\{([\w.$|:]+)\}/g, (_, name: string) => {
    const value = part(name, values);
    if (value === undefined) missing = true;
    return value ?? "";
  });
  return missing ? undefined : text;
}

function part(name: string, values: TemplateValues): string | undefined {
  const generated = /^(hex|digits|letters|uuid)(\d*)(?::(.*))?$/.exec(name);
  if (generated) return generate(generated[1] ?? "", Number(generated[2] || 0), `${values.seed}/${generated[3] ?? ""}`);
  for (const option of name.split("|")) {
    const value = option === "account" ? values.account : option === "region" ? values.region : valueAt(values, option);
    if (value === UNKNOWN) return undefined;
    // What is derived may be empty on purpose.
    if (!isEmpty(value) && (value !== "" || option.startsWith("$")) && typeof value !== "object") return String(value);
  }
  return undefined;
}

/** The same seed gives the same text. */
export function generate(kind: string, length: number, seed: string): string {
  const hex = createHash("sha512").update(seed).digest("hex");
  if (kind === "uuid") return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const alphabet =
    { hex: "0123456789abcdef", digits: "0123456789", letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" }[kind] ?? "";
  return [...hex.matchAll(/../g)]
    .slice(0, length)
    .map(([byte]) => alphabet[Number.parseInt(byte, 16) % alphabet.length])
    .join("");
}
