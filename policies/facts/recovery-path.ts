import planes from "../../blueprints/facts/single-region-control-planes.json";
import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** What somebody calls a thing that moves traffic or data when something failed. */
const NAMED = /fail-?over|fail-?back|disaster|recover|region-?switch|evacuat|promote|(^|[-_/])dr([-_/]|$)/i;

/** State machines, functions and switch plans that recover: a plan by what it is, the others by their names. */
export function recoveryTools(world: World): readonly GraphResource[] {
  const plans = world.all(TYPES.regionSwitchPlan);
  const named = world.all(TYPES.stateMachine, TYPES.lambda).filter((resource) => {
    const own = world.peek(resource, "name");
    return NAMED.test(resource.name) || (typeof own === "string" && NAMED.test(own)) || calledBy(resource, plans, world);
  });
  return [...plans, ...named];
}

const calledBy = (resource: GraphResource, plans: readonly GraphResource[], world: World): boolean =>
  plans.some((plan) => world.referred(plan, resource.type).includes(resource));

export interface RemoteCall {
  /** As it is written: `route53:ChangeResourceRecordSets`, or a state's resource. */
  readonly action: string;
  readonly region: string;
}

const PLANES = new Map(Object.entries(planes.actions));

/**
 * Calls of a control plane that lives in one region, in the text of a policy or of a state machine
 * (`arn:aws:states:::aws-sdk:route53:changeResourceRecordSets`).
 */
export function remoteCalls(text: string): readonly RemoteCall[] {
  const found = new Map<string, RemoteCall>();
  for (const [action, service = "", verb = ""] of text.matchAll(/(?:aws-sdk:)?\b([a-z0-9-]+):([A-Za-z*]+)/g)) {
    const plane = PLANES.get(service);
    if (!plane || !plane.verbs.some((known) => verb.toLowerCase().startsWith(known.toLowerCase()))) continue;
    const name = action.replace(/^aws-sdk:/, "");
    found.set(name, { action: name, region: plane.region });
  }
  return [...found.values()];
}
