import { simulate } from "../../../blueprints/capacity/simulate";
import { curveOf } from "../../../blueprints/capacity/traffic/curve";
import { loadManifest } from "../../../blueprints/manifest/load";
import type { Pool, Probe, Setting, Store, Topology } from "../../../blueprints/topology/topology";
import { carries, type System } from "./systems";

const REGION = "eu-west-1";

/** A setting of a system that is started here. */
export const set = (setting: string, value: number): Setting => ({
  setting,
  value,
  origin: "written",
  resource: "haproxy.cfg",
});

/** Health checks as HAProxy makes them: `inter`, `fall` and `timeout check`, all in seconds but the second. */
export interface Checks {
  readonly inter: number;
  readonly fall: number;
  readonly timeout: number;
}

/**
 * A probe of HAProxy. It times the next check from the end of the last one (`inter` between them, watched with 2.6), as Route
 * 53 does and load balancers of AWS are taken not to: of the model's two formulas that is the first.
 */
export const probeOf = ({ inter, fall, timeout }: Checks): Probe => ({
  by: "route53",
  interval: set("server.inter", inter),
  threshold: set("server.fall", fall),
  timeout: set("timeout.check", timeout),
});

export const poolOf = (units: number, checks: Checks = { inter: 2, fall: 3, timeout: 1 }): Pool => ({
  id: `web@${REGION}`,
  service: "web",
  kind: "tasks",
  region: REGION,
  least: units,
  most: units,
  probe: probeOf(checks),
  warmPool: false,
  rollout: { batch: set("none", 100), goesBack: false },
});

const storeOf = (readers: number): Store => ({
  name: "orders",
  kind: "aurora",
  members: [{ resource: "orders", region: REGION, role: "writer", standbys: readers, automatic: false }],
  spans: false,
  writesEverywhere: false,
  // No connections are kept to these, so none are counted.
  proxy: true,
});

export const topologyOf = (pool: Pool, stores: readonly Store[] = []): Topology => ({
  regions: [REGION],
  entries: [],
  distributions: [],
  pools: [pool],
  stores,
  queues: [],
  channels: [],
  alarms: [],
  unseen: [],
});

/** The manifest that says of the system what a team would: what a unit carries, how many there are, what reads. */
function manifestOf({ units, store, ...unit }: System): string {
  return `name: measured
tier: growth
regions: { primary: ${REGION} }
objectives: { rto: 5m, rpo: 1m }
traffic: { steady: 10rps, peak: 20rps, readRatio: ${Math.round((store?.readRatio ?? 1) * 100)}% }
domain: measured.example.com
services:
  web:
    runs: instances
    image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }
    capacity: ${carries(unit)}rps
    scaling: { minimum: ${units}, maximum: ${units} }
    paths: [/*]
    ${store ? "writes: [orders]" : ""}
${store ? "data: { orders: { engine: aurora-postgresql } }" : ""}
`;
}

export interface Prediction {
  /** Requests a second at which the first thing is full. */
  readonly rps: number;
  readonly what: string;
}

/** What `scalekit simulate` says of the system: the lowest of its limits. */
export function predictSaturation(system: System): Prediction {
  const loaded = loadManifest(manifestOf(system), "measured.yaml");
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { manifest, sourceOf } = loaded.value;
  const { store } = system;
  const topology = topologyOf(poolOf(system.units), store ? [storeOf(store.readers)] : []);
  const sayings = {
    serviceSeconds: { web: system.sleepMs / 1000 },
    ...(store && { measured: { orders: carries(store) } }),
  };
  const curve = curveOf(() => 10, 600, 1, { about: "constant", foreseeable: true });
  const [lowest] = simulate({ topology, manifest, sourceOf, sayings }, curve)?.limits ?? [];
  if (!lowest) throw new Error(`nothing limits ${system.name}`);
  return { rps: lowest.rps, what: lowest.what };
}
