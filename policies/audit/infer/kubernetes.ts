import type { GraphResource } from "../../../blueprints/graph/graph";
import { TYPES } from "../../types";
import { flagAt, look, numberAt, said, textAt, textsAt } from "./look";
import { Said, type Section, section } from "./said";
import type { Where } from "./where";

/** The cluster that pods run on, where it is in the state; clusters that are not are asked for by the services' own questions. */
export function kubernetesOf({ world, regions }: Where): Section | undefined {
  const clusters = world.all(TYPES.eksCluster);
  const cluster = clusters.find(({ region }) => region === regions[0]) ?? clusters[0];
  if (!cluster) return undefined;
  const groups = world
    .all(TYPES.eksNodeGroup)
    .filter((each) => each.region === cluster.region && belongs(each, cluster, world));
  const types = [...new Set(groups.flatMap((each) => typesOf(each, world)))];
  const sizes = (path: string): number =>
    groups.reduce((sum, each) => sum + (numberAt(each, `scalingConfig.${path}`) ?? 0), 0);
  const open = flagAt(cluster, "vpcConfig.endpointPublicAccess") !== false;
  return section({
    version: said(
      cluster,
      (each) => textAt(each, "version"),
      (text) => text,
    ),
    nodeTypes: types.length > 0 ? Said.by(types, ...groups.slice(0, 1)) : undefined,
    nodes:
      groups.length > 0
        ? section({
            minimum: Said.by(Math.max(1, sizes("minSize")), ...groups.slice(0, 2)),
            maximum:
              autoscalerLimit(cluster, world) ??
              Said.by(Math.max(1, sizes("minSize"), sizes("maxSize")), ...groups.slice(0, 2)),
          })
        : undefined,
    apiAccess: Said.by(open ? ranges(cluster) : [], cluster),
  });
}

/** Groups may stand in for each other: then the autoscaler knows how many nodes there may be together. */
function autoscalerLimit(cluster: GraphResource, world: Where["world"]): Said | undefined {
  for (const deployment of world.all(TYPES.deployment)) {
    if (deployment.region !== cluster.region) continue;
    const command = JSON.stringify(look(deployment, "spec.template.spec.containers") ?? "");
    const limit = /--max-nodes-total=(\d{1,5})/.exec(command)?.[1];
    if (limit !== undefined) return Said.by(Math.max(1, Number(limit)), deployment);
  }
  return undefined;
}

/** Where nothing is written the API is open to the world. */
const ranges = (cluster: GraphResource): readonly string[] => {
  const written = textsAt(cluster, "vpcConfig.publicAccessCidrs");
  return written.length > 0 ? written : ["0.0.0.0/0"];
};

const belongs = (group: GraphResource, cluster: GraphResource, world: Where["world"]): boolean =>
  world.referred(group, TYPES.eksCluster).includes(cluster) ||
  textAt(group, "clusterName") === textAt(cluster, "name") ||
  world.all(TYPES.eksCluster).length === 1;

const typesOf = (group: GraphResource, world: Where["world"]): readonly string[] => [
  ...textsAt(group, "instanceTypes"),
  ...world.referred(group, TYPES.launchTemplate).flatMap((each) => textAt(each, "instanceType") ?? []),
];
