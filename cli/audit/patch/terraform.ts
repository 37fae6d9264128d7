import { isRecord, isSecret, isUnknown } from "../../../blueprints/graph/values";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import { snakeCase } from "./names";

const ADDRESS =
  /^(?<module>(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*)(?<type>[a-z][a-z0-9_]*)\.(?<name>[A-Za-z_][\w-]*)(?:\[.*\])?$/;

/** Patches of Terraform resources as override files, by the module that each belongs to; what has no plain address is left out. */
export function terraformPatch(patches: readonly ResourcePatch[]): Map<string, string> {
  const blocks = new Map<string, Map<string, string>>();
  for (const patch of patches) {
    const { module = "", type = "", name = "" } = ADDRESS.exec(patch.resource.name)?.groups ?? {};
    // A block that cannot be written whole would lose what it hides.
    if (type === "" || topsOf(patch).some((top) => hides(patch.inputs[top]))) continue;
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

const topsOf = ({ set }: ResourcePatch): string[] => [
  ...new Set(Object.keys(set).map((path) => path.split(".")[0] ?? path)),
];

function hides(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(hides);
  return isRecord(value) && Object.values(value).some(hides);
}

function block(type: string, name: string, patch: ResourcePatch): string {
  const lines = members(
    topsOf(patch).map((top) => [top, patch.inputs[top]]),
    1,
  );
  return [`# ${patch.rules.join(", ")}`, `resource "${type}" "${name}" {`, ...lines, "}"].join("\n");
}

/** As `terraform fmt` writes it: equals signs of neighbouring lines stand below each other, blocks apart. */
function members(all: readonly (readonly [name: string, value: unknown])[], depth: number): string[] {
  const pad = "  ".repeat(depth);
  const written = all.filter(([, value]) => value !== undefined && value !== null);
  const plain = written.filter(([, value]) => !isRecord([value].flat()[0]));
  const width = Math.max(0, ...plain.map(([name]) => snakeCase(name).length));
  const lines = plain.map(([name, value]) => `${pad}${snakeCase(name).padEnd(width)} = ${literal(value)}`);
  // An override replaces a nested block as a whole, so that what stands in it comes along.
  for (const [name, value] of written) {
    const [first] = [value].flat();
    if (!isRecord(first)) continue;
    if (lines.length > 0) lines.push("");
    lines.push(`${pad}${snakeCase(name)} {`, ...members(Object.entries(first), depth + 1), `${pad}}`);
  }
  return lines;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  // In HCL's texts `${` and `%{` begin a template.
  if (typeof value === "string") return JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");
  return String(value);
}
