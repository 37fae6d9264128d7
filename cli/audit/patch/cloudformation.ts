import { Document, isMap, isScalar } from "yaml";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import { cloudFormationPath } from "./names";

/** Patches as a fragment of a template: properties to lay over those of the same logical ids. */
export function cloudFormationPatch(patches: readonly ResourcePatch[]): string | undefined {
  const resources: Record<string, { Properties: Record<string, unknown> }> = {};
  const comments = new Map<string, string>();
  for (const { resource, set, rules } of patches) {
    const properties: Record<string, unknown> = {};
    for (const [path, value] of Object.entries(set)) {
      const target = cloudFormationPath(resource.type, path);
      if (target !== undefined) put(properties, target.split("."), value);
    }
    if (Object.keys(properties).length === 0) continue;
    resources[resource.name] = { Properties: properties };
    comments.set(resource.name, ` ${rules.join(", ")}`);
  }
  if (comments.size === 0) return undefined;
  const document = new Document({ Resources: resources });
  document.commentBefore = " Properties to lay over those of the same resources in the template.";
  const map = document.get("Resources");
  if (isMap(map))
    for (const { key } of map.items) if (isScalar(key)) key.commentBefore = comments.get(String(key.value)) ?? null;
  return document.toString();
}

function put(into: Record<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[step] = value;
    return;
  }
  const there = into[step];
  const next = typeof there === "object" && there !== null ? (there as Record<string, unknown>) : {};
  into[step] = next;
  put(next, rest, value);
}
