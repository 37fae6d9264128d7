import type { Demand } from "../../../blueprints/recovery/demand";
import type { EntryMember, Pool, Setting, Store, Topology } from "../../../blueprints/topology/topology";

/** Numbers that a made-up topology is built from. */
export interface Shape {
  readonly regions: number;
  readonly zones: number;
  readonly least: number;
  readonly most: number;
  readonly interval: number;
  readonly threshold: number;
  readonly ttl: number;
  readonly checkInterval: number;
  readonly checkThreshold: number;
  readonly standbys: number;
  readonly proxy: boolean;
  readonly global: boolean;
  readonly checked: boolean;
  readonly cdn: boolean;
}

export const SHAPE: Shape = {
  regions: 2,
  zones: 3,
  least: 6,
  most: 12,
  interval: 10,
  threshold: 3,
  ttl: 60,
  checkInterval: 10,
  checkThreshold: 3,
  standbys: 1,
  proxy: true,
  global: true,
  checked: true,
  cdn: false,
};

export const DEMAND: Demand = {
  objectives: { rtoSeconds: 300, rpoSeconds: 60 },
  peakRps: 800,
  readRatio: 0.9,
  routing: "active-active",
  primary: "eu-west-1",
  unitRps: { web: 150 },
};

const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-1"];

export const setting = (name: string, value: number | undefined): Setting => ({
  setting: name,
  ...(value !== undefined && { value }),
  origin: value === undefined ? "unknown" : "written",
  resource: name,
});

/** One service behind one name in each region, and one database that is written in the first. */
export function topologyOf(change: Partial<Shape> = {}): Topology {
  const shape = { ...SHAPE, ...change };
  const regions = REGIONS.slice(0, shape.regions);
  return {
    regions,
    entries: [
      { name: "www", by: "route53", routing: "latency", members: regions.map((region) => member(region, shape)) },
    ],
    distributions: shape.cdn ? [{ name: "cdn", provider: "cloudfront" }] : [],
    pools: regions.map((region) => pool(region, shape)),
    stores: [store(regions, shape)],
    queues: [],
    channels: [],
    alarms: [],
    unseen: [],
  };
}

const member = (region: string, shape: Shape): EntryMember => ({
  resource: region,
  regions: [region],
  ttl: setting("record.ttl", shape.ttl),
  followsTargets: false,
  ...(shape.checked && {
    probe: {
      by: "route53" as const,
      interval: setting("healthCheck.requestInterval", shape.checkInterval),
      threshold: setting("healthCheck.failureThreshold", shape.checkThreshold),
      timeout: setting("healthCheck.limit", 6),
    },
  }),
});

const pool = (region: string, shape: Shape): Pool => ({
  id: `web@${region}`,
  service: "web",
  kind: "instances",
  region,
  zones: ["a", "b", "c"].slice(0, shape.zones).map((zone) => `${region}${zone}`),
  least: shape.least,
  most: Math.max(shape.least, shape.most),
  probe: {
    by: "balancer",
    interval: setting("targets.interval", shape.interval),
    threshold: setting("targets.unhealthyThreshold", shape.threshold),
    timeout: setting("targets.timeout", 5),
  },
  deregistration: setting("targets.deregistrationDelay", 30),
  warmPool: false,
  rollout: { batch: setting("group.batch", 20), goesBack: false },
});

const store = (regions: readonly string[], shape: Shape): Store => ({
  name: "orders",
  kind: "aurora",
  members: (shape.global ? regions : regions.slice(0, 1)).map((region, index) => ({
    resource: region,
    region,
    role: index === 0 ? "writer" : "secondary",
    standbys: shape.standbys,
    automatic: true,
  })),
  spans: shape.global && regions.length > 1,
  writesEverywhere: false,
  proxy: shape.proxy,
});
