import sizing from "../facts/sizing.json";
import { atLeast, type Tier } from "../tiers/tier";
import { tierDefault } from "./defaults";
import { type RegionShare, shareOfEach } from "./region-share";
import type { Derivation, TierChoice } from "./source";
import { at, child, isTree, type Node, put, type Tree } from "./tree";
import { cpuCores, memoryMiB, requestsPerSecond } from "./units";

/** A value that was computed: the path whose source is the most telling, or the tier's own bound, and the formula. */
export interface Derived {
  readonly path: string;
  readonly origin: string | TierChoice;
  readonly derived: Derivation;
}

/** A unit is asked for at most this share of its measured capacity (facts/sizing.json). */
export const TARGET_UTILISATION = sizing.targetUtilisation;

/** Computes what follows from other values and is not written: paths, peak, units and nodes a region, database names. */
export function derive(tree: Tree, tier: Tier): readonly Derived[] {
  return [
    ...derivePaths(tree),
    ...derivePeak(tree),
    ...deriveDatabases(tree),
    ...deriveUnits(tree, tier),
    ...deriveNodes(tree, tier),
  ];
}

function set(
  tree: Tree,
  path: string,
  value: Node,
  origin: string | TierChoice,
  formula: string,
  from: readonly string[],
): readonly Derived[] {
  if (at(tree, path) !== undefined) return [];
  put(tree, path, value);
  return [{ path, origin, derived: { formula, from } }];
}

const names = (tree: Tree, section: string): readonly string[] => {
  const found = child(tree, section);
  return isTree(found) ? Object.keys(found) : [];
};

function derivePaths(tree: Tree): readonly Derived[] {
  const services = names(tree, "services");
  const [only] = services;
  if (services.length !== 1 || only === undefined) return [];
  return set(tree, `services.${only}.paths`, ["/*"], `services.${only}`, "the only service answers every path", [
    "services",
  ]);
}

function derivePeak(tree: Tree): readonly Derived[] {
  const steady = requestsPerSecond(String(at(tree, "traffic.steady"))) ?? 0;
  const peak = `${Number((steady * sizing.peakToSteady).toPrecision(12))}rps`;
  return set(tree, "traffic.peak", peak, "traffic.steady", `${sizing.peakToSteady} x traffic.steady (assumed)`, [
    "traffic.steady",
  ]);
}

function deriveDatabases(tree: Tree): readonly Derived[] {
  return names(tree, "data").flatMap((name) =>
    set(
      tree,
      `data.${name}.database`,
      name.replaceAll("-", "_"),
      `data.${name}`,
      "the store's name, with underscores for hyphens",
      [`data.${name}`],
    ),
  );
}

/** What one region must be ready for, by a manifest that may not be whole yet. */
export function regionShare(tree: Tree, tier: Tier): RegionShare {
  const secondaries = at(tree, "regions.secondaries");
  return shareOfEach(1 + (Array.isArray(secondaries) ? secondaries.length : 0), at(tree, "routing"), tier);
}

function deriveUnits(tree: Tree, tier: Tier): readonly Derived[] {
  return names(tree, "services").flatMap((name) => {
    const service = `services.${name}`;
    const minimum = units(tree, tier, service, "traffic.steady");
    const first = set(
      tree,
      `${service}.scaling.minimum`,
      bounded(minimum.value, 1, tree, service),
      minimum.origin,
      minimum.formula,
      minimum.from,
    );
    const maximum = units(tree, tier, service, "traffic.peak");
    const least = Number(at(tree, `${service}.scaling.minimum`));
    const most = Math.max(maximum.value, least);
    const origin = most > maximum.value ? `${service}.scaling.minimum` : maximum.origin;
    const second = set(
      tree,
      `${service}.scaling.maximum`,
      most,
      origin,
      `${maximum.formula}, and at least scaling.minimum`,
      [...maximum.from, `${service}.scaling.minimum`],
    );
    return [...first, ...second];
  });
}

/** A derived minimum never goes over a maximum that was written. */
function bounded(value: number, least: number, tree: Tree, service: string): number {
  const maximum = at(tree, `${service}.scaling.maximum`);
  return Math.max(least, typeof maximum === "number" ? Math.min(value, maximum) : value);
}

function units(tree: Tree, tier: Tier, service: string, rate: "traffic.steady" | "traffic.peak") {
  const which = rate === "traffic.steady" ? "minimum" : "maximum";
  const floor = floorOf(tier, `services.*.scaling.${which}`, `${service}.scaling.${which}`);
  const { share, words } = regionShare(tree, tier);
  // The loss of a zone is carried by what runs already, so it multiplies the fewest; at the peak scaling still may add.
  const zones = which === "minimum" && atLeast(tier, "scale") ? sizing.zoneFactor : 1;
  const capacity = requestsPerSecond(String(at(tree, `${service}.capacity`))) ?? Number.POSITIVE_INFINITY;
  const load = (requestsPerSecond(String(at(tree, rate))) ?? 0) * share * zones;
  const needed = Math.min(MOST_UNITS, roundUp(load / (capacity * TARGET_UTILISATION)));
  const spare = zones === 1 ? "" : `, x ${zones} so that two of three zones suffice`;
  return {
    value: Math.max(floor.value, needed),
    origin: needed > floor.value ? rate : floor.choice,
    formula: `${rate} x ${words}${spare} / (capacity x ${TARGET_UTILISATION * 100} %), rounded up, and at least ${floor.value} (${tier})`,
    from: [rate, `${service}.capacity`, "routing", "regions.secondaries"],
  };
}

/** The schema's own limit: more is reported there or by the address check, not computed further. */
const MOST_UNITS = 5000;

function deriveNodes(tree: Tree, tier: Tier): readonly Derived[] {
  if (at(tree, "kubernetes.cluster") !== "eks") return [];
  const pods = names(tree, "services").filter((name) => at(tree, `services.${name}.runs`) === "kubernetes");
  const [type] = (at(tree, "kubernetes.nodeTypes") ?? []) as string[];
  const node = nodeSize(type ?? "");
  const found: Derived[] = [];
  for (const which of ["minimum", "maximum"] as const) {
    const path = `kubernetes.nodes.${which}`;
    const floor = floorOf(tier, path, path);
    const needed = nodesFor(tree, pods, which, node);
    const least = which === "maximum" ? Number(at(tree, "kubernetes.nodes.minimum")) : 1;
    const from = pods.flatMap((name) => [
      `services.${name}.scaling.${which}`,
      `services.${name}.cpu`,
      `services.${name}.memory`,
    ]);
    const formula = `CPU and memory of ${which === "minimum" ? "the fewest" : "the most"} pods / ${sizing.nodeShare * 100} % of a ${type}, rounded up, and at least ${floor.value} (${tier})`;
    const origin = needed > floor.value ? (from[0] ?? floor.choice) : floor.choice;
    const limit = which === "minimum" ? Number(at(tree, "kubernetes.nodes.maximum") ?? MOST_NODES) : MOST_NODES;
    found.push(
      ...set(tree, path, Math.max(least, Math.min(limit, Math.max(floor.value, needed))), origin, formula, [
        ...from,
        "kubernetes.nodeTypes",
      ]),
    );
  }
  return found;
}

/** EKS: at most 450 nodes a managed node group by default (the schema's limit too). */
const MOST_NODES = 450;

function nodesFor(
  tree: Tree,
  pods: readonly string[],
  which: "minimum" | "maximum",
  node: { cpu: number; memoryMiB: number },
): number {
  const sum = (of: (service: string) => number) =>
    pods.reduce(
      (total, name) => total + Number(at(tree, `services.${name}.scaling.${which}`)) * of(`services.${name}`),
      0,
    );
  const cpu = sum((service) => cpuCores(String(at(tree, `${service}.cpu`))) ?? 0);
  const memory = sum((service) => memoryMiB(String(at(tree, `${service}.memory`))) ?? 0);
  return roundUp(Math.max(cpu / (node.cpu * sizing.nodeShare), memory / (node.memoryMiB * sizing.nodeShare)));
}

/** vCPUs and memory that follow from an instance type's name: family letter and size. */
export function nodeSize(type: string): { readonly cpu: number; readonly memoryMiB: number } {
  const [family = "", size = ""] = type.split(".");
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  const cpu = times === undefined ? (lookUp(sizing.vcpuPerSize, size) ?? 2) : Number(times) * sizing.vcpuPerSize.xlarge;
  return { cpu, memoryMiB: cpu * 1024 * (lookUp(sizing.memoryPerVcpuGiB, family[0] ?? "") ?? 4) };
}

const lookUp = (table: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Rounds up, but not for the last bit of a floating-point quotient. */
const roundUp = (value: number): number => Math.ceil(Number(value.toPrecision(12)));

function floorOf(tier: Tier, pattern: string, path: string): { readonly value: number; readonly choice: TierChoice } {
  const entry = tierDefault(tier, pattern);
  return {
    value: Number(entry?.value ?? 1),
    choice: { tier, default: path, reason: entry?.reason ?? "At least one." },
  };
}
