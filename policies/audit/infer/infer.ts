import type { ResourceGraph } from "../../../blueprints/graph/graph";
import { TIER_DEFAULTS } from "../../../blueprints/tiers";
import type { Tier } from "../../../blueprints/tiers/tier";
import { drawTopology } from "../../../blueprints/topology/draw";
import { shortType } from "../../address";
import { TYPES } from "../../types";
import { World } from "../../world/world";
import { edgeOf } from "./edge";
import { accountOf, domainOf, identityOf, upkeepOf } from "./identity";
import { kubernetesOf } from "./kubernetes";
import { failoverOf, networkOf } from "./network";
import { placesOf } from "./regions";
import { Said, type Section, section, valuesOf } from "./said";
import { servicesOf } from "./services";
import { sessionsOf } from "./sessions";
import { settled } from "./settle";
import { storesOf } from "./stores";
import type { Where } from "./where";
import { manifestText } from "./write";

export interface InferOptions {
  /** Tier of the audit's verdict. */
  readonly tier: Tier;
  /** Name where the graph says none: the folder's, as `init` does. */
  readonly name: string;
}

export interface Inferred {
  /** The manifest: it passes, whatever the graph holds. */
  readonly text: string;
  readonly environment: string;
  /** What only a person can answer, by path of the manifest. */
  readonly questions: readonly { readonly path: string; readonly question: string }[];
  /** Values that resources say, by path, with their addresses. */
  readonly values: readonly { readonly path: string; readonly from: readonly string[] }[];
  /** Types that hold data or work and that a manifest has no place for, with how many there are. */
  readonly left: readonly { readonly type: string; readonly count: number }[];
}

/** The manifest that comes closest to what is there. Pure: the same graph gives the same text. */
export function inferManifest(graph: ResourceGraph, { tier, name }: InferOptions): Inferred {
  const world = new World(graph, tier);
  const identity = identityOf(world, name);
  const topology = drawTopology(graph);
  const places = placesOf(world, topology);
  const words = [String(identity.name.value), String(identity.environment.value)];
  const where: Where = { world, regions: places.regions, words };
  const stores = storesOf(where);
  const caches = sessionsOf(where);
  const services = servicesOf(where, { stores: stores.names, sessions: caches.groups });
  const kubernetes = kubernetesOf(where);
  const pods = [...valuesOf(services)].some(([path, { value }]) => path.endsWith(".runs") && value === "kubernetes");
  const { budget, alerts } = upkeepOf(world);
  const draft = section({
    name: identity.name,
    tier: Said.because(tier, "the verdict of the audit"),
    account: accountOf(world),
    regions: places.section,
    routing: places.routing,
    objectives: objectives(tier),
    traffic: traffic(tier),
    budget,
    alerts,
    domain: domainOf(world, String(identity.name.value)),
    network: networkOf(where),
    failover: failoverOf(where),
    services,
    data: stores.section,
    sessions: caches.node,
    edge: edgeOf(where),
    kubernetes: pods ? kubernetes : undefined,
    environments: section({ [String(identity.environment.value)]: emptyOverlay(identity.environment) }),
  });
  const write = (manifest: Section): string => manifestText(manifest);
  const manifest = settled(draft, write);
  const values = [...valuesOf(manifest)];
  return {
    text: write(manifest),
    environment: String(identity.environment.value),
    questions: values.flatMap(([path, { question }]) => (question === undefined ? [] : [{ path, question }])),
    values: values.map(([path, { from }]) => ({ path, from })),
    left: leftOver(world),
  };
}

function emptyOverlay({ question, from }: Said): Said {
  const overlay = Said.because({}, from.join(", "));
  return question === undefined ? overlay : Said.ask({}, question);
}

const usual = (tier: Tier, path: string): string =>
  String(TIER_DEFAULTS[tier].find((entry) => entry.path === path)?.value);

/** No state says what a system is for. */
const objectives = (tier: Tier): Section =>
  section({
    availability: Said.ask(
      usual(tier, "objectives.availability"),
      "what must hold? No state says it; these are the tier's own",
    ),
    rto: Said.because(usual(tier, "objectives.rto"), "how long a failure may last"),
    rpo: Said.because(usual(tier, "objectives.rpo"), "how much of the latest data it may lose"),
  });

const traffic = (tier: Tier): Section =>
  section({
    steady: Said.ask(
      usual(tier, "traffic.steady"),
      "what must it carry on an ordinary day, and at its peak? Traffic isn't in the state; services keep the sizes that they have until you say",
    ),
    readRatio: Said.because(usual(tier, "traffic.readRatio"), "share of requests that only read"),
  });

/** What a manifest has no word for, of the kinds that hold data or do work. */
const NO_PLACE = [
  TYPES.lambda,
  TYPES.table,
  TYPES.queue,
  TYPES.fileSystem,
  TYPES.statefulSet,
  TYPES.daemonSet,
  TYPES.cronJob,
  TYPES.stateMachine,
  TYPES.classicLoadBalancer,
];

const leftOver = (world: World): Inferred["left"] =>
  NO_PLACE.flatMap((type) => {
    const count = world.all(type).length;
    return count === 0 ? [] : [{ type: shortType(type), count }];
  });
