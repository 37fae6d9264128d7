import { Document } from "yaml";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, valueAt } from "../../../blueprints/graph/values";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";

const KIND = /^kubernetes:([^:]+):(\w+)$/;

/** Only what has a kind and a name of its own can be patched from outside. */
export const kubernetesWrites = ({ type, inputs }: GraphResource): boolean =>
  KIND.test(type) && typeof valueAt(inputs, "metadata.name") === "string";

/** Patches of Kubernetes objects as objects of their own, for `kubectl patch` or a kustomization's `patches`. */
export function kubernetesPatch(patches: readonly ResourcePatch[]): string | undefined {
  const documents = patches.flatMap(({ resource, set, rules }) => {
    if (!kubernetesWrites(resource)) return [];
    const [, apiVersion = "", kind = ""] = KIND.exec(resource.type) ?? [];
    const name = valueAt(resource.inputs, "metadata.name");
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
