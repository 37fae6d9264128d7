import { DescribeAvailabilityZonesCommand, DescribeManagedPrefixListsCommand } from "@aws-sdk/client-ec2";
import { ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Manifest } from "../../blueprints/manifest/manifest";
import type { EnvironmentLock } from "../../blueprints/plan/plan";
import type { AccountClients } from "./clients";

/** AWS's own list of the addresses that CloudFront reaches origins from; its id differs by region. */
const CLOUDFRONT_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/**
 * Asks the account what the plan cannot compute and returns it for the lock file: account id, the three zones of each
 * region, CloudFront's prefix lists. Zones that the plan already uses stay where they are: moving subnets replaces them.
 */
export async function refreshLock(
  manifest: Manifest,
  known: EnvironmentLock,
  plannedZones: Readonly<Record<string, readonly [string, string, string]>>,
  clients: (region: string) => AccountClients,
): Promise<EnvironmentLock> {
  const regions = [manifest.regions.primary, ...manifest.regions.secondaries];
  const identity = await clients(manifest.regions.primary).sts.send(new GetCallerIdentityCommand({}));
  const found = await Promise.all(regions.map((region) => lookAt(region, clients(region), plannedZones[region])));
  const zones = Object.fromEntries(
    found.flatMap(({ region, zones: three }) => (three ? [[region, three] as const] : [])),
  );
  const prefixLists = Object.fromEntries(
    found.flatMap(({ region, prefixList }) => (prefixList ? [[region, prefixList] as const] : [])),
  );
  return {
    ...known,
    ...(identity.Account !== undefined && { account: identity.Account }),
    ...(Object.keys(zones).length > 0 && { zones: { ...known.zones, ...zones } }),
    ...(Object.keys(prefixLists).length > 0 && { prefixLists: { ...known.prefixLists, ...prefixLists } }),
  };
}

interface Found {
  readonly region: string;
  readonly zones: readonly [string, string, string] | undefined;
  readonly prefixList: string | undefined;
}

async function lookAt(region: string, { ec2 }: AccountClients, planned: readonly string[] | undefined): Promise<Found> {
  const [zoneAnswer, listAnswer] = await Promise.all([
    ec2.send(new DescribeAvailabilityZonesCommand({ Filters: [{ Name: "zone-type", Values: ["availability-zone"] }] })),
    ec2.send(
      new DescribeManagedPrefixListsCommand({ Filters: [{ Name: "prefix-list-name", Values: [CLOUDFRONT_LIST] }] }),
    ),
  ]);
  const here = (zoneAnswer.AvailabilityZones ?? [])
    .filter(({ State }) => State === "available")
    .map(({ ZoneName }) => ZoneName ?? "")
    .sort();
  const kept = (planned ?? []).filter((zone) => here.includes(zone));
  const [a, b, c] = [...kept, ...here.filter((zone) => !kept.includes(zone))];
  const differs = kept.length < 3 && a !== undefined && b !== undefined && c !== undefined;
  return { region, zones: differs ? [a, b, c] : undefined, prefixList: listAnswer.PrefixLists?.[0]?.PrefixListId };
}

/** Id of the account's hosted zone of that name, where there is one. */
export async function findHostedZone(clients: AccountClients, name: string): Promise<string | undefined> {
  const answer = await clients.route53.send(new ListHostedZonesByNameCommand({ DNSName: name, MaxItems: 1 }));
  const [first] = answer.HostedZones ?? [];
  return first?.Name === `${name}.` ? first.Id?.replace("/hostedzone/", "") : undefined;
}
