import { Document } from "yaml";
import { isRecord, valueAt } from "../../../blueprints/graph/values";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";

/** Patches of Kubernetes objects as objects of their own, for `kubectl patch` or a kustomization's `patches`. */
export function kubernetesPatch(patches: readonly ResourcePatch[]): string | undefined {
  const documents = patches.flatMap(({ resource, set, rules }) => {
    const [, apiVersion = "", kind = ""] = /^kubernetes:([^:]+):(\w+)$/.exec(resource.type) ?? [];
    const name = valueAt(resource.inputs, "metadata.name");
    if (kind === "" || typeof name !== "string") return [];
    const namespace = valueAt(resource.inputs, "metadata.namespace");
    const object: Record<string, unknown> = {
      apiVersion: apiVersion.replace(/^core\//, ""),
      kind,
      metadata: { name, ...(typeof namespace === "string" && { namespace }) },
    };
    for (const [path, value] of Object.entries(set)) {
      const steps = path.split(".");
      const last = steps.pop() ?? path;
      let at = object;
      for (const step of steps) {
        const next: Record<string, unknown> = isRecord(at[step]) ? { ...at[step] } : {};
        at[step] = next;
        at = next;
      }
      at[last] = value;
    }
    const document = new Document(object);
    document.commentBefore = ` ${rules.join(", ")}`;
    return [document.toString()];
  });
  return documents.length === 0 ? undefined : documents.join("---\n");
}
