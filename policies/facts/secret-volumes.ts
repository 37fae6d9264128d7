import type { GraphResource } from "../../blueprints/graph/graph";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { podOf, together } from "./workloads";

/** What tells the Secrets Store driver whose secrets to bring, and from where; a custom resource. */
export const SECRET_CLASS = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

const DRIVER = "secrets-store.csi.k8s.io";

/** Paths of the `csi` blocks of a workload's volumes that the Secrets Store driver fills. */
export const secretsVolumes = (workload: GraphResource, world: World): readonly string[] => {
  const volumes = `${podOf(workload)}.volumes`;
  return world
    .list(workload, volumes)
    .map((_, index) => `${volumes}[${index}].csi`)
    .filter((path) => world.has(workload, path) && world.text(workload, `${path}.driver`) === DRIVER);
};

/** Classes that a workload's volumes name, as far as the graph shows them. */
export function secretClassesOf(workload: GraphResource, world: World): readonly GraphResource[] {
  const volumes = secretsVolumes(workload, world);
  if (volumes.length === 0) return [];
  const linked = world.linked(workload, "spec", SECRET_CLASS);
  const names = volumes.map((path) => world.peek(workload, `${path}.volumeAttributes.secretProviderClass`));
  const named = world
    .all(SECRET_CLASS)
    .filter((one) => names.includes(world.peek(one, "metadata.name") ?? one))
    .filter((one) => known(() => together(one, workload, world))?.value === true);
  return [...new Set([...linked, ...named])];
}

/** True for a class whose secrets lie in Secrets Manager or Parameter Store. */
export const isOfAws = (secretClass: GraphResource, world: World): boolean =>
  world.text(secretClass, "spec.provider") === "aws";
