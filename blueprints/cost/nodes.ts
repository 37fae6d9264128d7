import type { Outcome } from "../capacity/outcome";
import sizing from "../facts/sizing.json";
import type { GraphResource, ResourceGraph } from "../graph/graph";
import { TYPES } from "../graph/types";
import { valueAt } from "../graph/values";
import { groupBy } from "../group-by";
import { nodeSize } from "../manifest/derive";
import type { Manifest } from "../manifest/manifest";
import { numberAt } from "./meter";

/** CPU in cores and memory in MiB. */
interface Load {
  cpu: number;
  memory: number;
}

/** Nodes of one type: so many at the least, so many more at the most, and what one has for pods (facts/sizing.json). */
interface Group {
  readonly id: string;
  readonly least: number;
  readonly room: number;
  readonly node: Load;
}

/**
 * Nodes that each group has on average, by the id of its resource: as many whole ones as the pods of its region ask for in each piece of
 * the simulated time, the groups' fewest first, then one group after the other as the cluster's autoscaler prefers its types.
 */
export function meanNodes(
  outcomes: readonly Pick<Outcome, "station" | "trace">[],
  { services }: Pick<Manifest, "services">,
  { resources }: ResourceGraph,
): Readonly<Record<string, number>> {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const found = resources.filter(({ type }) => type === TYPES.eksNodeGroup);
  const means = [...groupBy(found, ({ region = "" }) => region)].flatMap(([region, members]) => {
    const groups = members.flatMap((member) => groupOf(member, byId) ?? []);
    const loads = loadsIn(region, outcomes, services);
    return loads.length === 0 || groups.length < members.length ? [] : meansOf(groups, loads);
  });
  return Object.fromEntries(means);
}

function groupOf(group: GraphResource, byId: ReadonlyMap<string, GraphResource>): Group | undefined {
  const [template] = (group.references.launchTemplate ?? []).flatMap((id) => byId.get(id) ?? []);
  const types = valueAt(group.inputs, "instanceTypes");
  const [own] = Array.isArray(types) ? (types as readonly unknown[]) : [];
  const type = own ?? (template && valueAt(template.inputs, "instanceType"));
  const [least, most] = [numberAt(group, "scalingConfig.minSize"), numberAt(group, "scalingConfig.maxSize")];
  if (typeof type !== "string" || least === undefined || most === undefined) return undefined;
  const { cpu, memoryMiB } = nodeSize(type);
  const node = { cpu: cpu * sizing.nodeShare, memory: memoryMiB * sizing.nodeShare };
  return { id: group.id, least, room: most - least, node };
}

/** What the pods of a region ask for in each piece of the simulated time. */
function loadsIn(
  region: string,
  outcomes: readonly Pick<Outcome, "station" | "trace">[],
  services: Manifest["services"],
): readonly Load[] {
  const loads: Load[] = [];
  for (const { station, trace } of outcomes) {
    const service = services[station.service];
    if (service?.runs !== "kubernetes" || station.region !== region) continue;
    for (const [piece, rps] of trace.capacity.entries()) {
      const load = loads[piece] ?? { cpu: 0, memory: 0 };
      const pods = rps / station.unitRps;
      load.cpu += pods * service.cpuCores;
      load.memory += pods * service.memoryMiB;
      loads[piece] = load;
    }
  }
  return loads;
}

function meansOf(groups: readonly Group[], loads: readonly Load[]): readonly (readonly [id: string, mean: number])[] {
  const sums = groups.map(() => 0);
  for (const load of loads) {
    let left = load;
    for (const { least, node } of groups) left = without(left, node, least);
    for (const [at, { least, room, node }] of groups.entries()) {
      const more = Math.min(room, Math.ceil(Math.max(0, left.cpu / node.cpu, left.memory / node.memory) - 1e-9));
      left = without(left, node, more);
      sums[at] = (sums[at] ?? 0) + least + more;
    }
  }
  return groups.map(({ id }, at) => [id, (sums[at] ?? 0) / loads.length]);
}

const without = ({ cpu, memory }: Load, node: Load, count: number): Load => ({
  cpu: cpu - count * node.cpu,
  memory: memory - count * node.memory,
});
