import type { PartArgs, PartKind } from "../../../blueprints/plan/parts";
import type { Part } from "../../../blueprints/plan/plan";

type Summaries = { readonly [K in PartKind]: (args: PartArgs[K]) => string };

const range = (minimum: number, maximum: number): string =>
  minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
const list = (...words: readonly (string | false)[]): string => words.filter(Boolean).join(", ");
const CDNS = { cloudfront: "CloudFront", cloudflare: "Cloudflare", none: "everybody" } as const;

/** What a person wants to know of each part at a glance. */
const SUMMARIES: Summaries = {
  network: ({ cidr, natPerZone }) => `${cidr}, 3 zones, ${natPerZone ? "NAT in each" : "one NAT"}`,
  key: ({ alias }) => alias,
  entry: ({ originName, acceptFrom }) => `${originName}, open to ${CDNS[acceptFrom.cdn]}`,
  service: ({ minimum, maximum, instanceTypes, spot }) =>
    list(
      `${range(minimum, maximum)} × ${instanceTypes[0] ?? "instance"}`,
      spot > 0 && `${Math.round(spot * 100)}% Spot`,
    ),
  aurora: ({ engine, version, class: type, role, instances, proxy }) =>
    list(`${engine} ${version}`, `${instances} × ${type}`, role === "secondary" && "secondary", proxy && "proxy"),
  rds: ({ engine, version, class: type, replicas, storageGiB, multiAz }) =>
    list(`${engine} ${version}`, `${1 + replicas} × ${type}`, `${storageGiB} GiB`, multiAz && "Multi-AZ"),
  cache: ({ engine, version, class: type, replicas, global, role }) =>
    list(`${engine} ${version}`, `${1 + replicas} × ${type}`, global && role === "secondary" && "secondary"),
  bucket: ({ bucketName }) => bucketName,
  cluster: ({ version, nodesMinimum, nodesMaximum, nodeTypes }) =>
    `Kubernetes ${version}, ${range(nodesMinimum, nodesMaximum)} × ${nodeTypes[0] ?? "node"}`,
  platform: ({ namespaces, cluster }) =>
    `namespace ${namespaces.join(", ")}${cluster.kind === "eks" ? `, node autoscaler to ${cluster.nodesMaximum}` : ""}`,
  workload: ({ minimum, maximum, cpuCores, memoryMiB }) =>
    `${range(minimum, maximum)} pods, ${cpuCores} CPU, ${memoryMiB} MiB`,
  "origin-record": ({ originName, target }) => `${originName} to ${target}`,
  peering: ({ peerRegion }) => `with ${peerRegion}`,
  zone: ({ zoneName, zoneId }) => list(zoneName, zoneId !== undefined && zoneId),
  "global-database": ({ globalClusterIdentifier }) => globalClusterIdentifier,
  "global-cache": ({ suffix }) => suffix,
  alarms: ({ email, errorPercent }) => `over ${errorPercent} % errors, to ${email ?? "a topic without subscribers"}`,
  budget: ({ monthlyUsd, email }) => `${monthlyUsd} USD a month, to ${email ?? "a topic without subscribers"}`,
  cdn: ({ provider, domain, waf, staticPaths }) =>
    list(
      `${CDNS[provider]} for ${domain}`,
      waf && "WAF",
      staticPaths.length > 0 && `${plural(staticPaths.length, "path")} from S3`,
    ),
};

export const summaryOf = (part: Part): string => (SUMMARIES[part.kind] as (args: Part["args"]) => string)(part.args);
