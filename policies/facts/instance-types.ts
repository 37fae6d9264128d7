import instances from "../../blueprints/facts/instances.json";

/** What an instance type brings. */
export interface Capacity {
  readonly cores: number;
  readonly mebibytes: number;
}

const MAX_PODS = new Map<string, number>(
  Object.entries(instances.typesByMaxPods).flatMap(([pods, types]) =>
    types.map((type): [string, number] => [type, Number(pods)]),
  ),
);
const GIB_PER_VCPU = new Map<string, number>(Object.entries(instances.gibPerVcpu));
const T_GIB = new Map<string, number>(Object.entries(instances.tFamilyGiB));
const T_VCPU = new Map<string, number>(Object.entries(instances.tFamilyVcpu));

/** Most pods of a node whose pods have addresses of their own; undefined for a type that isn't listed. */
export const maxPods = (type: string): number | undefined => MAX_PODS.get(type);

/** Undefined for a family or size whose numbers aren't kept: accelerated types, metal, old generations. */
export function capacityOf(type: string): Capacity | undefined {
  const [, family = "", generation = "", size = ""] = /^([a-z])(\d)[a-z-]*\.(\w+)$/.exec(type) ?? [];
  if (family === "t") {
    const [cores, gib] = [T_VCPU.get(size), T_GIB.get(size)];
    return cores === undefined || gib === undefined ? undefined : { cores, mebibytes: gib * 1024 };
  }
  const gib = GIB_PER_VCPU.get(family);
  const cores = vcpus(size);
  if (gib === undefined || cores === undefined || Number(generation) < 5) return undefined;
  return { cores, mebibytes: cores * gib * 1024 };
}

function vcpus(size: string): number | undefined {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * (times === "" ? 1 : Number(times));
}
