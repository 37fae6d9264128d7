import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";
import { hasDoor, listenersOf, placeOfBalancer } from "./balancers";
import { type Place, placeOf } from "./exposure";
import { isStore, placeOfProxy, placeOfStore, portOfProxy, portOfStore } from "./store-doors";

/** What listens behind security groups, and at which TCP ports. */
export interface Listening {
  readonly place: Place;
  readonly ports: readonly number[];
}

/**
 * Where a balancer, store, proxy or interface endpoint listens.
 * @returns undefined for everything else, and where no port is known
 */
export function listeningAt(subject: GraphResource, world: World): Listening | undefined {
  const found = placeAndPorts(subject, world);
  return found && found.ports.length > 0 ? found : undefined;
}

function placeAndPorts(subject: GraphResource, world: World): Listening | undefined {
  if (subject.type === TYPES.loadBalancer) {
    if (!hasDoor(subject, world)) return undefined;
    return { place: placeOfBalancer(subject, world), ports: portsOfBalancer(subject, world) };
  }
  if (isStore(subject)) return { place: placeOfStore(subject, world), ports: some(portOfStore(subject, world)) };
  if (subject.type === TYPES.dbProxy)
    return { place: placeOfProxy(subject, world), ports: some(portOfProxy(subject, world)) };
  if (subject.type === TYPES.dbProxyEndpoint) {
    const [proxy] = world.linked(subject, "dbProxyName", TYPES.dbProxy);
    const place = placeOf(subject, "vpcSecurityGroupIds", world, () => []);
    return proxy && { place, ports: some(portOfProxy(proxy, world)) };
  }
  if (subject.type !== TYPES.vpcEndpoint || !answersHttps(subject, world)) return undefined;
  return { place: placeOf(subject, "securityGroupIds", world, () => []), ports: [443] };
}

/** Services of AWS answer HTTPS but for a few; those of others listen where they like. */
const answersHttps = (endpoint: GraphResource, world: World): boolean =>
  world.text(endpoint, "vpcEndpointType") === "Interface" &&
  /^com\.amazonaws\.(?!vpce\.)(?!.*\.(cassandra|email-smtp|iot|transfer|aps-workspaces)\b)/.test(
    world.text(endpoint, "serviceName") ?? "",
  );

/** Ports of TCP listeners. */
const portsOfBalancer = (balancer: GraphResource, world: World): readonly number[] => [
  ...new Set(
    listenersOf(balancer, world)
      .filter((listener) => !/UDP|QUIC/.test(world.text(listener, "protocol") ?? ""))
      .flatMap((listener) => some(world.number(listener, "port"))),
  ),
];

const some = (port: number | undefined): readonly number[] => (port === undefined ? [] : [port]);
