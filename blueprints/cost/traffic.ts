import { TARGET_UTILISATION } from "../manifest/derive";
import type { Manifest } from "../manifest/manifest";
import { product, type Range, SECONDS_A_MONTH, times } from "./amount";

/** What the manifest declares about traffic, as plain data: a stranger's graph has none. */
export interface DeclaredTraffic {
  /** Requests a second of all regions together. */
  readonly rps: Range;
  /** 0 to 1. */
  readonly readRatio: number;
  /** Share of the traffic that a region serves on an ordinary day. */
  readonly shares: Readonly<Record<string, number>>;
  /** What one unit of a service carries, in requests a second, at the load it is asked for. */
  readonly perUnit: Readonly<Record<string, number>>;
  /** Instances that a group runs on average, by the id of its resource, where a simulation says it. */
  readonly units?: Readonly<Record<string, number>>;
  readonly primary: string;
  /** The CDN that fetches from the load balancers; CloudFront fetches free of charge. */
  readonly cdn: "cloudfront" | "cloudflare" | "none";
}

/** Nobody said anything: what depends on requests is counted as none. */
export const NO_TRAFFIC: DeclaredTraffic = {
  rps: { min: 0, expected: 0, max: 0 },
  readRatio: 1,
  shares: {},
  perUnit: {},
  primary: "",
  cdn: "none",
};

export function declaredTraffic(manifest: Manifest): DeclaredTraffic {
  const { regions, routing, traffic } = manifest;
  const all = [regions.primary, ...regions.secondaries];
  const share = (region: string) => (routing === "active-active" ? 1 / all.length : region === regions.primary ? 1 : 0);
  return {
    rps: { min: 0, expected: traffic.steadyRps, max: traffic.peakRps },
    readRatio: traffic.readRatio,
    shares: Object.fromEntries(all.map((region) => [region, share(region)])),
    perUnit: Object.fromEntries(
      Object.entries(manifest.services).map(([name, { capacityRps }]) => [name, capacityRps * TARGET_UTILISATION]),
    ),
    primary: regions.primary,
    cdn: manifest.edge?.cdn ?? "none",
  };
}

/** Requests a second that a region serves. */
export const rpsIn = (traffic: DeclaredTraffic, region: string): Range =>
  times(traffic.rps, traffic.shares[region] ?? 0);

export const monthly = (perSecond: Range): Range => times(perSecond, SECONDS_A_MONTH);

/** GB a month for so many requests a second of so many KB. */
export const gigabytes = (rps: Range, kilobytes: Range): Range => times(product(monthly(rps), kilobytes), 1e-6);
