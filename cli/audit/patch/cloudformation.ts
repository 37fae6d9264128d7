import { Document, isMap, isScalar } from "yaml";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { TYPES } from "../../../blueprints/graph/types";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import type { Settings } from "../../../policies/audit/patch/settings";
import { inTemplate } from "./names";

/** Values of a final snapshot, which a template writes beside the properties. */
const FINAL = new Set(["skipFinalSnapshot", "finalSnapshotIdentifier"]);

/** What a template says inside of another resource and the graph has by itself. */
const INSIDE = new Set<string>([TYPES.bucketPublicAccess]);

/** Whether properties beside a logical id of the template can say these changes. */
export const cloudFormationWrites = ({ type, name, macro }: GraphResource, set: Settings): boolean =>
  macro !== true &&
  (!name.includes(".") || INSIDE.has(type)) &&
  Object.entries(set).every(([path, value]) => FINAL.has(path) || inTemplate(type, path, value) !== undefined);

/** Patches as a fragment of a template: properties to lay over those of the same logical ids. */
export function cloudFormationPatch(patches: readonly ResourcePatch[]): string | undefined {
  // A logical id may be what every object has.
  const resources = new Map<string, Record<string, unknown>>();
  const comments = new Map<string, string>();
  for (const { resource, set, rules } of patches) {
    if (!cloudFormationWrites(resource, set)) continue;
    const [id = ""] = resource.name.split(".");
    const entry: Record<string, unknown> = resources.get(id) ?? {};
    if (Object.keys(set).some((path) => FINAL.has(path))) entry.DeletionPolicy = "Snapshot";
    for (const [path, value] of Object.entries(set)) {
      const said = FINAL.has(path) ? undefined : inTemplate(resource.type, path, value);
      if (said) put(entry, ["Properties", ...said.path.split(".")], said.value);
    }
    resources.set(id, entry);
    comments.set(id, ` ${[comments.get(id)?.trim(), ...rules].filter((rule) => rule !== undefined).join(", ")}`);
  }
  if (comments.size === 0) return undefined;
  const document = new Document({ Resources: resources });
  document.commentBefore = [
    " Properties to lay over those of the same resources in the template.",
    ...(hasAttributes(resources)
      ? [" Of lists of Key and Value the others stay: each Key here takes the place of its own."]
      : []),
  ].join("\n");
  const map = document.get("Resources");
  if (isMap(map))
    for (const { key } of map.items) if (isScalar(key)) key.commentBefore = comments.get(String(key.value)) ?? null;
  return document.toString();
}

function put(into: Record<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
  const there = into[step];
  if (rest.length === 0) {
    into[step] =
      Array.isArray(there) && Array.isArray(value) ? [...(there as unknown[]), ...(value as unknown[])] : value;
    return;
  }
  const next = typeof there === "object" && there !== null ? (there as Record<string, unknown>) : {};
  into[step] = next;
  put(next, rest, value);
}

const hasAttributes = (resources: ReadonlyMap<string, unknown>): boolean =>
  JSON.stringify([...resources.values()]).includes('"Key":');
