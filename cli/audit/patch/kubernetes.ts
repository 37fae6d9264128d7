import { Document } from "yaml";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, stepsOf, valueAt } from "../../../blueprints/graph/values";
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
    for (const [path, value] of Object.entries(set)) put(object, stepsOf(path), value, resource.inputs);
    const document = new Document(object);
    document.commentBefore = ` ${rules.join(", ")}`;
    return [document.toString()];
  });
  return documents.length === 0 ? undefined : documents.join("---\n");
}

/** Containers and volumes are told by their names when patches are merged [Kubernetes, strategic merge patch]. */
function put(into: Record<string, unknown>, steps: readonly string[], value: unknown, there: unknown): void {
  const [step = "", ...rest] = steps;
  if (rest.length === 0) {
    into[step] = value;
    return;
  }
  const below: unknown = isRecord(there) ? there[step] : undefined;
  const own: unknown = into[step];
  if (!Array.isArray(below)) {
    const next: Record<string, unknown> = isRecord(own) ? { ...own } : {};
    into[step] = next;
    put(next, rest, value, below);
    return;
  }
  const item: unknown = below[Number(rest[0])];
  const name = isRecord(item) ? item.name : undefined;
  const items: Record<string, unknown>[] = Array.isArray(own) ? (own as Record<string, unknown>[]) : [];
  const known = items.find((each) => each.name === name);
  const next = known ?? { name };
  into[step] = known ? items : [...items, next];
  put(next, rest.slice(1), value, item);
}
