import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord } from "../../../blueprints/graph/values";
import { membersOf } from "../../facts/balancers";
import { servicesOf, together } from "../../facts/workloads";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";
import { numberAt, recordsAt, textAt } from "./look";

/** Target groups that a unit answers behind: its own, or those of the node port that leads to its pods. */
export function targetsBehind(unit: GraphResource, world: World): readonly GraphResource[] {
  const groups = world.all(TYPES.targetGroup);
  if (unit.type !== TYPES.deployment) return groups.filter((group) => membersOf(group, world).includes(unit));
  const ports = servicesBefore(unit, world).flatMap((service) =>
    recordsAt(service, "spec.ports").flatMap(({ nodePort }) => (typeof nodePort === "number" ? nodePort : [])),
  );
  return groups.filter((group) => group.region === unit.region && ports.includes(numberAt(group, "port") ?? -1));
}

/** Services of Kubernetes that lead to a workload's pods. */
const servicesBefore = (unit: GraphResource, world: World): readonly GraphResource[] =>
  known(() => servicesOf(unit, world))?.value ?? [];

/** Paths that load balancers and ingresses lead to a unit, with what says it. */
export function patternsOf(
  unit: GraphResource,
  world: World,
): { readonly paths: readonly string[]; readonly from: readonly GraphResource[] } {
  const ingress = unit.type === TYPES.deployment ? ingressPaths(unit, world) : [];
  const rules = targetsBehind(unit, world).flatMap((group) => rulePaths(group, world));
  const all = [...ingress, ...rules];
  return { paths: [...new Set(all.flatMap(([, paths]) => paths))], from: [...new Set(all.map(([from]) => from))] };
}

type Leads = readonly [from: GraphResource, paths: readonly string[]];

function rulePaths(group: GraphResource, world: World): readonly Leads[] {
  const health = textAt(group, "healthCheck.path");
  const rules = world.referrers(group, [TYPES.listenerRule]).flatMap((rule): readonly Leads[] => {
    const conditions = recordsAt(rule, "conditions");
    const paths = conditions.flatMap(({ pathPattern }) => {
      const [pattern] = Array.isArray(pathPattern) ? (pathPattern as readonly unknown[]) : [pathPattern];
      const values = isRecord(pattern) ? pattern.values : undefined;
      return Array.isArray(values) ? values.filter((value): value is string => typeof value === "string") : [];
    });
    // A rule for one host name and its health path is for whoever asks whether it is well.
    if (paths.length > 0 && paths.every((path) => path === health)) return [];
    return [[rule, paths]];
  });
  const byDefault = world.referrers(group, [TYPES.listener]).map((listener): Leads => [listener, ["/*"]]);
  return [...rules, ...byDefault];
}

function ingressPaths(unit: GraphResource, world: World): readonly Leads[] {
  const services = servicesBefore(unit, world).flatMap((service) => textAt(service, "metadata.name") ?? []);
  return world
    .all(TYPES.ingress)
    .filter((ingress) => known(() => together(ingress, unit, world))?.value === true)
    .flatMap((ingress): readonly Leads[] => {
      const paths = recordsAt(ingress, "spec.rules").flatMap(({ http }) => {
        const entries = isRecord(http) && Array.isArray(http.paths) ? (http.paths as readonly unknown[]) : [];
        return entries.filter(isRecord).flatMap(({ path, backend }) => {
          const service = isRecord(backend) && isRecord(backend.service) ? backend.service.name : undefined;
          return typeof service === "string" && services.includes(service) ? pattern(path) : [];
        });
      });
      const fallback = textAt(ingress, "spec.defaultBackend.service.name");
      const all = [...paths, ...(fallback !== undefined && services.includes(fallback) ? ["/*"] : [])];
      return all.length > 0 ? [[ingress, all]] : [];
    });
}

/** A prefix of Kubernetes as a pattern of a load balancer. */
function pattern(path: unknown): string {
  if (typeof path !== "string" || path === "/" || path === "") return "/*";
  return path.endsWith("*") ? path : `${path.replace(/\/$/, "")}/*`;
}
