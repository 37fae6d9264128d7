import type { GraphResource } from "../../../blueprints/graph/graph";
import { type Property, type Shape, terraformType } from "../../../blueprints/graph/readers/aws-shapes";
import { isRecord, isSecret, isUnknown, stepsOf } from "../../../blueprints/graph/values";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import type { Settings } from "../../../policies/audit/patch/settings";
import { snakeCase } from "./names";

const ADDRESS =
  /^(?<module>(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*)(?<type>[a-z][a-z0-9_]*)\.(?<name>[A-Za-z_][\w-]*)(?:\[.*\])?$/;

/**
 * An override says what has a plain address; a block that cannot be written whole would lose what it hides. Objects of
 * Kubernetes are one block each, with keys of their owner's, which have no other spelling.
 */
export const terraformWrites = ({ type, name, inputs }: GraphResource, set: Settings): boolean =>
  ADDRESS.test(name) && !type.startsWith("kubernetes:") && !topsOf(set).some((top) => hides(inputs[top]));

/** Patches of Terraform resources as override files, by the module that each belongs to; what has no plain address is left out. */
export function terraformPatch(patches: readonly ResourcePatch[]): Map<string, string> {
  const blocks = new Map<string, Map<string, string>>();
  for (const patch of patches) {
    const { module = "", type = "", name = "" } = ADDRESS.exec(patch.resource.name)?.groups ?? {};
    if (!terraformWrites(patch.resource, patch.set)) continue;
    // Instances of one resource share its configuration: one block puts all right.
    const own = blocks.get(module.replace(/\[[^\]]*\]/g, "")) ?? new Map<string, string>();
    own.set(`${type}.${name}`, block(type, name, patch));
    blocks.set(module.replace(/\[[^\]]*\]/g, ""), own);
  }
  return new Map(
    [...blocks].map(([module, own]) => [
      module.replace(/\.$/, ""),
      [
        "# An override file: Terraform and OpenTofu lay it over the resources of the same folder.",
        ...(module === "" ? [] : [`# It belongs into the folder of ${module.replace(/\.$/, "")}.`]),
        "",
        [...own.values()].join("\n\n"),
        "",
      ].join("\n"),
    ]),
  );
}

const topsOf = (set: Settings): string[] => [...new Set(Object.keys(set).map((path) => stepsOf(path)[0] ?? path))];

function hides(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(hides);
  return isRecord(value) && Object.values(value).some(hides);
}

function block(type: string, name: string, { set, inputs, rules }: ResourcePatch): string {
  const changed = Object.fromEntries(topsOf(set).map((top) => [top, inputs[top]]));
  const lines = members(changed, terraformType(type)?.shape, 1);
  return [`# ${rules.join(", ")}`, `resource "${type}" "${name}" {`, ...lines, "}"].join("\n");
}

/** As `terraform fmt` writes it: equals signs of neighbouring lines stand below each other, blocks apart. */
function members(all: Readonly<Record<string, unknown>>, shape: Shape | undefined, depth: number): string[] {
  const pad = "  ".repeat(depth);
  const written = Object.entries(all)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({ ...spelled(name, shape), value }))
    .filter(({ property }) => property?.output !== true);
  const plain = written.filter(({ value }) => !isRecord([value].flat()[0]));
  const width = Math.max(0, ...plain.map(({ name }) => name.length));
  const lines = plain.map(({ name, value }) => `${pad}${name.padEnd(width)} = ${literal(value)}`);
  // An override replaces nested blocks as a whole, so that what stands in them comes along.
  for (const { name, property, value } of written)
    for (const inner of [value].flat().filter(isRecord)) {
      if (lines.length > 0) lines.push("");
      lines.push(`${pad}${name} {`, ...members(inner, property?.shape, depth + 1), `${pad}}`);
    }
  return lines;
}

/** Terraform's own name: blocks have no plurals there. */
function spelled(pulumi: string, shape: Shape | undefined): { readonly name: string; readonly property?: Property } {
  for (const [name, property] of shape ?? []) if (property.pulumi === pulumi) return { name, property };
  return { name: snakeCase(pulumi) };
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  // In HCL's texts `${` and `%{` begin a template.
  if (typeof value === "string") return JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");
  return String(value);
}
