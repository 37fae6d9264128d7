import { makePart, type RegionContext } from "../context";
import { regionCidr } from "../network";
import type { PartOf } from "../plan";
import { databasePort, peeredStores } from "../stores";
import { regionPath } from "./network";

export function peeringPart(context: RegionContext): PartOf<"peering"> {
  const { at, derived, manifest, names, region } = context;
  const { primary } = manifest.regions;
  return makePart(
    "peering",
    "peering",
    at(regionPath(context)),
    {
      peerRegion: primary,
      peerCidr: regionCidr(primary, manifest.network.cidr),
      ownCidr: regionCidr(region, manifest.network.cidr),
      publishes: peeredStores(context).map(({ name, store, access }) => ({
        store: name,
        access,
        port: databasePort(store),
        endpoints: names.endpoints(name),
      })),
    },
    {
      peerRegion: at("regions.primary"),
      peerCidr: derived("the primary's network", "regions.primary", "network.cidr"),
      ownCidr: derived("the region's own network", regionPath(context), "network.cidr"),
      publishes: derived("endpoints of the primary's stores that services here use", "data"),
    },
  );
}
