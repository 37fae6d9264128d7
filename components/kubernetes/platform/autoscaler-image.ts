import facts from "../../../blueprints/facts/cluster-autoscaler.json";

/**
 * The cluster autoscaler for a cluster's version: its simulation of the scheduler must be the cluster's own.
 * @throws where facts/cluster-autoscaler.json has none: name an image then
 */
export function autoscalerImage(version: string): string {
  const tags: Readonly<Record<string, string>> = facts.tags;
  const tag = tags[version];
  if (tag === undefined)
    throw new Error(
      `no cluster autoscaler is known for Kubernetes ${version} (known: ${Object.keys(tags).join(", ")}); give \`autoscaler.image\`.`,
    );
  return `${facts.repository}:${tag}`;
}
