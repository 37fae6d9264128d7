import { makePart, type RegionContext } from "../context";
import { layOut, regionCidr, regionFacts } from "../network";
import type { PartOf } from "../plan";

export function networkPart(context: RegionContext): PartOf<"network"> {
  const { region, manifest, lock, at } = context;
  const { network } = manifest;
  const cidr = regionCidr(region, network.cidr);
  const written = network.cidr[region] !== undefined;
  const zones = lock.zones?.[region] ?? regionFacts(region)?.zones ?? [`${region}a`, `${region}b`, `${region}c`];
  const cidrSource = written
    ? at(`network.cidr.${region}`)
    : context.derived("the region's fixed slot, 10.<slot>.0.0/16", regionPath(context), "network.cidr");
  return makePart(
    "network",
    "network",
    at(regionPath(context)),
    {
      cidr,
      zones: layOut(cidr, zones),
      natPerZone: network.natPerZone,
      endpoints: network.endpoints,
      flowLogDays: network.flowLogDays,
    },
    {
      cidr: cidrSource,
      zones: {
        ...cidrSource,
        derived: { formula: "a quarter of the CIDR for each of three zones", from: ["network.cidr"] },
      },
      natPerZone: at("network.natPerZone"),
      endpoints: at("network.endpoints"),
      flowLogDays: at("network.flowLogs"),
    },
  );
}

/** The manifest path that brings this region in. */
export function regionPath({ manifest, region }: RegionContext): string {
  const index = manifest.regions.secondaries.indexOf(region);
  return index < 0 ? "regions.primary" : `regions.secondaries.${index}`;
}
