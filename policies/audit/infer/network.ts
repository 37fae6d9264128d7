import regions from "../../../blueprints/facts/regions.json";
import { ENDPOINT_SERVICES } from "../../../blueprints/manifest/schema/basics";
import { TYPES } from "../../types";
import { numberAt, said, textAt } from "./look";
import { Said, type Section, section } from "./said";
import type { Where } from "./where";

const SLOTS: Readonly<Record<string, { readonly slot: number }>> = regions.regions;
const ENDPOINTS: readonly string[] = ENDPOINT_SERVICES;

/** The network of each region, by the VPC that most stands in. */
export function networkOf({ world, regions: places }: Where): Section | undefined {
  const vpcs = places.flatMap((region) => {
    const here = world.all(TYPES.vpc).filter((each) => each.region === region);
    const [first] = [...here].sort((a, b) => world.view.to(b).length - world.view.to(a).length);
    return first ? [first] : [];
  });
  const [vpc] = vpcs;
  if (!vpc) return undefined;
  const cidrs = vpcs.flatMap((each) => {
    const cidr = textAt(each, "cidrBlock");
    const region = each.region ?? "";
    return cidr === undefined || cidr === `10.${SLOTS[region]?.slot}.0.0/16`
      ? []
      : [[region, Said.by(cidr, each)] as const];
  });
  const nats = world.all(TYPES.natGateway).filter(({ region }) => region === vpc.region);
  const endpoints = world.all(TYPES.vpcEndpoint).filter(({ region }) => region === vpc.region);
  const names = endpoints.flatMap(
    (each) => textAt(each, "serviceName")?.replace(/^com\.amazonaws\.[a-z0-9-]+\./, "") ?? [],
  );
  const known = ENDPOINTS.filter((name) => names.includes(name));
  const flowLogs = world.all("aws:ec2/flowLog:FlowLog").filter(({ region }) => region === vpc.region);
  const group = flowLogs.flatMap((each) => world.referred(each, TYPES.logGroup))[0];
  return section({
    cidr: section(Object.fromEntries(cidrs)),
    natPerZone: nats.length > 0 ? Said.by(nats.length > 1, ...nats.slice(0, 2)) : undefined,
    endpoints: known.length > 0 ? Said.by(known, ...endpoints.slice(0, 1)) : undefined,
    flowLogs:
      flowLogs.length === 0
        ? Said.by("0d", vpc)
        : said(
            group,
            (each) => numberAt(each, "retentionInDays"),
            (days) => `${days}d`,
          ),
  });
}

/** How soon a region that fails is left: health checks of records that people follow, and how long resolvers keep answers. */
export function failoverOf({ world }: Where): Section | undefined {
  const check = world.all(TYPES.healthCheck).find((each) => numberAt(each, "requestInterval") !== undefined);
  if (!check) return undefined;
  const interval = numberAt(check, "requestInterval");
  return section({
    healthCheckInterval: interval === 10 || interval === 30 ? Said.by(`${interval}s`, check) : undefined,
    healthCheckThreshold: said(
      check,
      (each) => numberAt(each, "failureThreshold"),
      (count) => count,
    ),
  });
}
