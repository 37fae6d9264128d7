import type { GraphResource } from "../../blueprints/graph/graph";
import type { DeclaredService } from "../declared";
import { UnseenValue } from "../world/unseen";
import type { World } from "../world/world";

/** What the manifest says of the service that a resource is part of; unknown where it is part of none that is declared. */
export function declaredService(resource: GraphResource, world: World): DeclaredService {
  const services = world.declared("services");
  const service = resource.part === undefined ? undefined : services[resource.part];
  if (!service) throw new UnseenValue(`the service that ${resource.name} is part of`, resource);
  return service;
}

/** Seconds from the launch of one of its instances until it can answer. */
export function bootSecondsOf(resource: GraphResource, world: World): number {
  const { bootSeconds } = declaredService(resource, world);
  if (bootSeconds === undefined) throw new UnseenValue(`boot time of ${resource.part}`, resource);
  return bootSeconds;
}
