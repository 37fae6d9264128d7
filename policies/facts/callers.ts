import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** Something that runs a service's code and may reach a store. */
export interface Caller {
  readonly resource: GraphResource;
  /** How that was seen: declared in the manifest, let in by a security group, or named in its configuration or rights. */
  readonly by: "manifest" | "network" | "reference";
}

export const WORKLOADS: readonly string[] = [
  TYPES.group,
  TYPES.ecsService,
  TYPES.lambda,
  TYPES.deployment,
  TYPES.statefulSet,
  TYPES.instance,
];

/** What stands between a workload and the things that it uses. */
const CARRIERS: readonly string[] = [
  TYPES.launchTemplate,
  TYPES.ecsTaskDefinition,
  TYPES.role,
  "aws:iam/instanceProfile:InstanceProfile",
];
const RIGHTS: readonly string[] = [TYPES.rolePolicy, TYPES.rolePolicyAttachment];
/** Stand before a store and let others in for it. */
const FRONTS: readonly string[] = [TYPES.dbProxy];

/** Workloads that reach a store in its own region, through a proxy or not. Of an audited state: what the graph shows. */
export const callersOf = (store: GraphResource, world: World): readonly Caller[] =>
  callersAnywhere(store, world).filter(({ resource }) => resource.region === store.region);

/** Workloads of any region that reach a store or, by its name, a copy of it. */
export const callersAnywhere = (store: GraphResource, world: World): readonly Caller[] =>
  world.all(...WORKLOADS).flatMap((resource) => {
    const by = howReached(resource, store, world);
    return by ? [{ resource, by }] : [];
  });

function howReached(workload: GraphResource, store: GraphResource, world: World): Caller["by"] | undefined {
  const service = workload.part === undefined ? undefined : world.declares("services")?.[workload.part];
  // The manifest says it exactly, where both are parts of it.
  if (service && store.part !== undefined)
    return [...service.reads, ...service.writes].includes(store.part) ? "manifest" : undefined;
  const used = usedBy(world).get(workload) ?? new Set();
  const doors = [store, ...frontsOf(store, world)];
  if (doors.some((door) => used.has(door))) return "reference";
  return doors.some((door) => letInto(door, world).some((group) => used.has(group))) ? "network" : undefined;
}

/** Proxies before a database, by their targets. */
export function frontsOf(store: GraphResource, world: World): readonly GraphResource[] {
  return world
    .referrers(store, ["aws:rds/proxyTarget:ProxyTarget"])
    .flatMap((target) => world.referred(target, ...FRONTS));
}

/** Everything that a workload names, also through its launch template, task definition, role and rights. */
const usedBy = (world: World): ReadonlyMap<GraphResource, ReadonlySet<GraphResource>> =>
  world.fact("callers.usedBy", () => {
    const used = new Map<GraphResource, ReadonlySet<GraphResource>>();
    for (const workload of world.all(...WORKLOADS)) {
      const seen = new Set<GraphResource>();
      const open = [workload];
      for (let at = open.pop(); at; at = open.pop()) {
        const rights = at.type === TYPES.role ? world.referrers(at, RIGHTS, "role") : [];
        const named = world.view.from(at).flatMap(({ by, to }) => (by === "order" ? [] : [to]));
        for (const next of [...named, ...rights]) {
          if (seen.has(next)) continue;
          seen.add(next);
          if ([...CARRIERS, ...RIGHTS, TYPES.policy].includes(next.type)) open.push(next);
        }
      }
      used.set(workload, seen);
    }
    return used;
  });

/** Security groups that the ones of a store or proxy let in: inline, or by rules of their own. */
export function letInto(door: GraphResource, world: World): readonly GraphResource[] {
  return world.referred(door, TYPES.securityGroup).flatMap((own) => [
    ...world.linked(own, "ingress", TYPES.securityGroup),
    ...world
      .referrers(own, [TYPES.ingressRule, TYPES.securityGroupRule], "securityGroupId")
      .filter((rule) => rule.type !== TYPES.securityGroupRule || rule.inputs.type === "ingress")
      .flatMap((rule) => [
        ...world.linked(rule, "referencedSecurityGroupId", TYPES.securityGroup),
        ...world.linked(rule, "sourceSecurityGroupId", TYPES.securityGroup),
      ]),
  ]);
}
