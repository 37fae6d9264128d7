import type { GraphResource } from "../../../blueprints/graph/graph";
import { groupBy } from "../../../blueprints/group-by";
import { callersOf, frontsOf, letInto } from "../../facts/callers";
import { TYPES } from "../../types";
import type { World } from "../../world/world";
import { instanceService } from "./instances";
import { calledBy, distinct, textAt } from "./look";
import { patternsOf, targetsBehind } from "./paths";
import { podService, taskService } from "./pods";
import { type Fields, Said, type Section, section } from "./said";
import { ANY_CONTAINER, ANY_IMAGE, type Where } from "./where";

export interface Uses {
  /** Names of stores by the resources that hold their data. */
  readonly stores: ReadonlyMap<GraphResource, string>;
  readonly sessions: readonly GraphResource[];
}

/** Everything that serves, as services of the manifest; one that stands in several regions is one. */
export function servicesOf(where: Where, uses: Uses): Section {
  const { world, regions, words } = where;
  const units = unitsOf(world);
  const byName = groupBy(units, (unit) => calledBy(unit, world, words, "web"));
  const taken = new Set<string>();
  const found = [...byName].flatMap(([wanted, own]) =>
    apart(own).map((members) => {
      const name = distinct(wanted, taken);
      taken.add(name);
      return { name, members: inOrder(members, regions) };
    }),
  );
  if (found.length === 0) return new Map([["web", placeholder(uses, world)]]);
  const paths = shared(found.map(({ name, members }) => ({ name, ...patterns(members, world) })));
  // The service that answers everything else comes first, as people write it.
  const front = ({ name }: { readonly name: string }): number => {
    const value = paths.get(name)?.value;
    return Array.isArray(value) && value.includes("/*") ? 0 : 1;
  };
  const ordered = [...found].sort((a, b) => front(a) - front(b));
  return new Map(
    ordered.map(({ name, members }) => [
      name,
      section({
        ...described(members, where),
        paths: paths.get(name),
        ...usesOf(members, uses, world),
      }),
    ]),
  );
}

function described(members: readonly GraphResource[], where: Where): Fields {
  switch (members[0]?.type) {
    case TYPES.deployment:
      return podService(members, where);
    case TYPES.ecsService:
      return taskService(members, where);
    default:
      return instanceService(members, where);
  }
}

/** What runs a service's code. Nodes of a cluster carry it and are none themselves; lone instances count where nothing else serves. */
function unitsOf(world: World): readonly GraphResource[] {
  const groups = world.all(TYPES.group).filter((group) => !carriesOthers(group, world));
  const deployments = world
    .all(TYPES.deployment)
    .filter((each) => !SYSTEM.test(textAt(each, "metadata.namespace") ?? ""));
  const steady = [...groups, ...deployments, ...world.all(TYPES.ecsService)];
  const behind = world.all(TYPES.instance).filter((each) => targetsBehind(each, world).length > 0);
  const alone = steady.length === 0 && behind.length === 0 ? world.all(TYPES.instance) : [];
  return [...steady, ...behind, ...alone];
}

const SYSTEM = /^(kube-|cert-manager|monitoring|amazon-|istio-|ingress)/;

function carriesOthers(group: GraphResource, world: World): boolean {
  if (world.referrers(group, [TYPES.ecsCapacityProvider]).length > 0) return true;
  const tags = JSON.stringify(group.inputs.tags ?? "");
  return /kubernetes\.io\/cluster|eks:cluster-name|k8s\.io\/cluster-autoscaler/.test(tags);
}

/** One service has one kind; several groups of one region with one name are several services, lone instances one. */
function apart(units: readonly GraphResource[]): readonly (readonly GraphResource[])[] {
  const lone = units.filter(({ type }) => type === TYPES.instance);
  const columns: GraphResource[][] = [];
  for (const unit of units) {
    if (unit.type === TYPES.instance) continue;
    const free = columns.find(
      (column) => column[0]?.type === unit.type && column.every(({ region }) => region !== unit.region),
    );
    if (free) free.push(unit);
    else columns.push([unit]);
  }
  return lone.length > 0 ? [...columns, lone] : columns;
}

const inOrder = (members: readonly GraphResource[], regions: readonly string[]): readonly GraphResource[] => {
  const place = ({ region }: GraphResource): number => {
    const at = regions.indexOf(region ?? "");
    return at < 0 ? regions.length : at;
  };
  return [...members].sort((a, b) => place(a) - place(b));
};

/** A manifest has one service at least: where none is seen, one that uses every store, so that each has somebody to ask. */
function placeholder({ stores, sessions }: Uses, world: World): Section {
  const pods = world.all(TYPES.eksCluster).length > 0;
  const names = [...new Set(stores.values()), ...(sessions.length > 0 ? ["sessions"] : [])];
  return section({
    runs: Said.ask(
      pods ? "kubernetes" : "instances",
      "what runs here? Nothing in the state runs a service's code (functions are no services of a manifest)",
    ),
    image: Said.ask(pods ? ANY_CONTAINER : { ssm: ANY_IMAGE }, "which image does it start from?"),
    writes: names.length > 0 ? Said.ask(names, "which stores does it use?") : undefined,
  });
}

interface Patterns {
  readonly paths: readonly string[];
  readonly from: readonly GraphResource[];
}

function patterns(members: readonly GraphResource[], world: World): Patterns {
  const found = members.map((member) => patternsOf(member, world));
  return {
    paths: [...new Set(found.flatMap(({ paths }) => paths))],
    from: [...new Set(found.flatMap(({ from }) => from))],
  };
}

/** Each path belongs to one service, and one service answers all the rest. */
function shared(services: readonly (Patterns & { readonly name: string })[]): ReadonlyMap<string, Said> {
  if (services.length === 1 && (services[0]?.paths.length ?? 0) === 0) return new Map();
  const taken = new Set<string>();
  const own = services.map(({ name, paths, from }) => {
    const free = paths.filter((path) => PATTERN.test(path) && path.length <= 128 && !taken.has(path)).slice(0, 4);
    for (const path of free) taken.add(path);
    return { name, paths: free, from };
  });
  const front = taken.has("/*") ? undefined : (own.find(({ paths }) => paths.length > 0) ?? own[0])?.name;
  return new Map(
    own.map(({ name, paths, from }) => {
      const all = name === front ? ["/*", ...paths.slice(0, 3)] : paths;
      if (all.length === 0)
        return [name, Said.ask([`/${name}/*`], "which paths does it answer? No rule of a load balancer leads to it")];
      const answer = from.length > 0 ? Said.by(all, ...from.slice(0, 2)) : Said.because(all, "the first service");
      return [name, name === front ? answer.but("does this one answer everything else? No rule says it") : answer];
    }),
  );
}

const PATTERN = /^\/[A-Za-z0-9_.$/~"'@:+*?&-]*$/;

/** Stores that its network or its rights let it reach. A way in says nothing of reading or writing: writing may do both. */
function usesOf(members: readonly GraphResource[], uses: Uses, world: World): { readonly writes?: Said } {
  const pods = members.some(({ type }) => type === TYPES.deployment);
  const reaches = (store: GraphResource): boolean =>
    callersOf(store, world).some(({ resource }) => members.includes(resource)) || (pods && nodesReach(store, world));
  const found = [...uses.stores].filter(([store]) => reaches(store));
  const names = [...new Set(found.map(([, name]) => name))];
  const all = [...names, ...(uses.sessions.some(reaches) ? ["sessions"] : [])];
  if (all.length === 0) return {};
  const from = [...found.map(([store]) => store), ...uses.sessions.filter(reaches)];
  return {
    writes: Said.by(all, ...from.slice(0, 2)).but(
      "which of them does it only read? The network lets it in and says no more; move those to reads",
    ),
  };
}

/** Pods come from their nodes' addresses: what lets the nodes in lets every pod in. */
function nodesReach(store: GraphResource, world: World): boolean {
  const doors = [store, ...frontsOf(store, world)].flatMap((door) => letInto(door, world));
  const nodes = world.all(TYPES.eksNodeGroup, TYPES.eksCluster).filter(({ region }) => region === store.region);
  const groups = nodes.flatMap((node) => [
    ...world.referred(node, TYPES.securityGroup),
    ...world.referred(node, TYPES.launchTemplate).flatMap((each) => world.referred(each, TYPES.securityGroup)),
  ]);
  return doors.some((door) => groups.includes(door));
}
