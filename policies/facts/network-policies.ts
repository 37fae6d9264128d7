import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { anyOf } from "../world/any";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { covered } from "./cidr";
import { containerPaths, selectsPodsOf } from "./workloads";

export type Direction = "ingress" | "egress";
export type Protocol = "TCP" | "UDP";

/** Network policies that select a workload's pods. */
export const policiesOf = (workload: GraphResource, world: World): readonly GraphResource[] =>
  world.all(TYPES.networkPolicy).filter((policy) => selectsPodsOf(policy, "spec.podSelector", workload, world));

/**
 * True where a policy is about this direction: pods that it selects then have only what some policy lets through.
 * Without types it is about ingress, and about egress where it has rules for it [Kubernetes API, NetworkPolicySpec].
 */
export function isAbout(policy: GraphResource, direction: Direction, world: World): boolean {
  const types = world.texts(policy, "spec.policyTypes");
  if (types.length > 0) return types.some((type) => type.toLowerCase() === direction);
  return direction === "ingress" || world.has(policy, "spec.egress");
}

export interface Line {
  readonly policy: GraphResource;
  /** Path of the rule in the policy. */
  readonly path: string;
  readonly direction: Direction;
}

/** Rules of all policies for a direction; undefined where none is about it, so that everything may pass. */
export function linesFor(workload: GraphResource, direction: Direction, world: World): readonly Line[] | undefined {
  const policies = policiesOf(workload, world).filter((policy) => isAbout(policy, direction, world));
  if (policies.length === 0) return undefined;
  return policies.flatMap((policy) =>
    world
      .list(policy, `spec.${direction}`)
      .map((_, index): Line => ({ policy, path: `spec.${direction}[${index}]`, direction })),
  );
}

/** True where a rule lets this port through; a rule without ports lets all. */
export function admitsPort(
  { policy, path, direction }: Line,
  port: number,
  protocol: Protocol,
  workload: GraphResource,
  world: World,
): boolean {
  const ports = world.list(policy, `${path}.ports`);
  if (ports.length === 0) return true;
  return anyOf(
    ports.map((_, index) => `${path}.ports[${index}]`),
    (at) => {
      if ((world.text(policy, `${at}.protocol`) ?? "TCP") !== protocol) return false;
      if (!world.has(policy, `${at}.port`)) return true;
      const text = world.text(policy, `${at}.port`) ?? "";
      // A name is that of the pods' own port, and for egress that of pods which aren't asked about here.
      const first = /^\d+$/.test(text) ? Number(text) : namedPort(workload, text, world);
      if (direction === "egress" && !/^\d+$/.test(text)) throw unseen(policy, `${at}.port`);
      return first !== undefined && first <= port && port <= (world.number(policy, `${at}.endPort`) ?? first);
    },
  );
}

/** True where a rule's peers take this address; a rule without peers takes everybody. */
export function admitsAddress({ policy, path, direction }: Line, address: string, world: World): boolean {
  const input = `${path}.${direction === "ingress" ? "from" : "to"}`;
  const peers = world.list(policy, input);
  if (peers.length === 0) return true;
  return anyOf(
    peers.map((_, index) => `${input}[${index}].ipBlock`),
    (at) => {
      const range = world.text(policy, `${at}.cidr`);
      return range !== undefined && covered(address, [range]) && !covered(address, world.texts(policy, `${at}.except`));
    },
  );
}

/** Number of a port that one of a workload's containers names. */
export function namedPort(workload: GraphResource, name: string, world: World): number | undefined {
  for (const container of containerPaths(workload, world)) {
    const index = world
      .list(workload, `${container}.ports`)
      .findIndex((_, at) => world.text(workload, `${container}.ports[${at}].name`) === name);
    if (index >= 0) return world.number(workload, `${container}.ports[${index}].containerPort`);
  }
  return undefined;
}
