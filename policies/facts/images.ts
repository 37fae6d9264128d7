import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { containerName, containerPaths } from "./workloads";

/** An image that a container is started from. */
export interface Image {
  /** Name of the container. */
  readonly container: string;
  /** Input that names it. */
  readonly input: string;
  /** Reference of the image; reading it ends the judgement where it is not known. */
  reference(): string;
}

/** Images of a task definition or of a Kubernetes workload. */
export function imagesOf(workload: GraphResource, world: World): readonly Image[] {
  if (workload.type === TYPES.ecsTaskDefinition) return imagesOfTask(workload, world);
  return containerPaths(workload, world).map((path) => ({
    container: containerName(workload, path, world),
    input: `${path}.image`,
    reference: () => world.text(workload, `${path}.image`) ?? "",
  }));
}

/** Container definitions are one text of JSON; states keep it as it was written. */
function imagesOfTask(task: GraphResource, world: World): readonly Image[] {
  const input = "containerDefinitions";
  return definitionsOf(task, input, world).map((item, at): Image => {
    const { name, image } = typeof item === "object" && item !== null ? (item as Record<string, unknown>) : {};
    return {
      container: typeof name === "string" ? name : String(at),
      input,
      reference: () => {
        if (typeof image === "string") return image;
        throw unseen(task, `${input}[${at}].image`);
      },
    };
  });
}

function definitionsOf(task: GraphResource, input: string, world: World): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(world.text(task, input) ?? "[]");
    if (Array.isArray(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unseen(task, input);
}

/** Region of a private registry of ECR; undefined for any other [docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html]. */
export const registryRegion = (reference: string): string | undefined =>
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\//.exec(reference)?.[1];
