import type { Manifest } from "../blueprints/manifest/manifest";

/**
 * What the manifest declares, as far as rules need it. Everything is optional: an audited state has no manifest, and a rule
 * that needs a declaration then says unknown.
 */
export interface Declared {
  readonly rtoSeconds?: number;
  readonly rpoSeconds?: number;
  readonly availability?: number;
  readonly steadyRps?: number;
  readonly peakRps?: number;
  readonly readRatio?: number;
  readonly budget?: number;
  readonly primary?: string;
  /** All regions, primary first. */
  readonly regions?: readonly string[];
  readonly routing?: Manifest["routing"];
  readonly cdn?: "cloudfront" | "cloudflare" | "none";
  readonly services?: Readonly<Record<string, DeclaredService>>;
  readonly stores?: Readonly<Record<string, DeclaredStore>>;
}
export interface DeclaredService {
  readonly runs: "instances" | "kubernetes";
  /** Requests a second that one unit carries. */
  readonly capacityRps: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly bootSeconds?: number;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}
export interface DeclaredStore {
  readonly engine: string;
  readonly global: boolean;
  readonly otherRegionsWrite?: string;
}

export function declaredOf(manifest: Manifest): Declared {
  const { objectives, traffic, regions, services, data } = manifest;
  return {
    rtoSeconds: objectives.rtoSeconds,
    rpoSeconds: objectives.rpoSeconds,
    availability: objectives.availability,
    steadyRps: traffic.steadyRps,
    peakRps: traffic.peakRps,
    readRatio: traffic.readRatio,
    ...(manifest.budget && { budget: manifest.budget.amount }),
    primary: regions.primary,
    regions: [regions.primary, ...regions.secondaries],
    routing: manifest.routing,
    cdn: manifest.edge?.cdn ?? "none",
    services: Object.fromEntries(
      Object.entries(services).map(([name, service]): [string, DeclaredService] => [
        name,
        {
          runs: service.runs,
          capacityRps: service.capacityRps,
          minimum: service.scaling.minimum,
          maximum: service.scaling.maximum,
          ...(service.runs === "instances" && { bootSeconds: service.bootSeconds }),
          reads: service.reads,
          writes: service.writes,
        },
      ]),
    ),
    stores: Object.fromEntries(
      Object.entries(data).map(([name, store]): [string, DeclaredStore] => [
        name,
        "global" in store
          ? { engine: store.engine, global: store.global, otherRegionsWrite: store.otherRegionsWrite }
          : { engine: store.engine, global: false },
      ]),
    ),
  };
}
