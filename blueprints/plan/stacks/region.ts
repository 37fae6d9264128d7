import type { InstanceService, KubernetesService, Manifest } from "../../manifest/manifest";
import type { RegionContext } from "../context";
import { DNS, GLOBAL_DATA } from "../keys";
import { alarmsPart } from "../parts/alarms";
import { auroraPart } from "../parts/aurora";
import { bucketPart } from "../parts/bucket";
import { cachePart } from "../parts/cache";
import { bucketRegions } from "../parts/cdn";
import { clusterPart } from "../parts/cluster";
import { entryPart } from "../parts/entry";
import { keyPart } from "../parts/key";
import { networkPart } from "../parts/network";
import { originRecordPart } from "../parts/origin-record";
import { peeringPart } from "../parts/peering";
import { rdsPart } from "../parts/rds";
import { servicePart } from "../parts/service";
import type { Handover, Part, PlannedStack } from "../plan";
import {
  globalSessions,
  globalStores,
  hasSessions,
  isAurora,
  peeredSessions,
  peeredStores,
  peersRegions,
  SESSIONS,
} from "../stores";
import { dnsNeeds, handover, stack } from "./stack";

export const instanceServices = ({ services }: Manifest): (readonly [string, InstanceService])[] =>
  Object.entries(services).flatMap(([name, service]) =>
    service.runs === "instances" ? [[name, service] as const] : [],
  );

export const kubernetesServices = ({ services }: Manifest): (readonly [string, KubernetesService])[] =>
  Object.entries(services).flatMap(([name, service]) =>
    service.runs === "kubernetes" ? [[name, service] as const] : [],
  );

/** All of a region but its Kubernetes objects; it serves and can be changed without the other regions. */
export function regionStack(context: RegionContext): PlannedStack {
  const { region, role } = context;
  const parts: readonly Part[] = [
    networkPart(context),
    keyPart(context),
    ...(bucketRegions(context).includes(region) ? [bucketPart(context)] : []),
    ...storeParts(context),
    ...serviceParts(context),
    ...(isPeered(context) ? [peeringPart(context)] : []),
    alarmsPart(context),
  ];
  return stack(context, {
    key: region,
    kind: "region",
    region,
    role,
    parts,
    needs: needs(context, parts),
    after: after(context),
  });
}

function storeParts(context: RegionContext): readonly Part[] {
  const { manifest, role } = context;
  const stores = Object.entries(manifest.data).flatMap(([name, store]): Part[] => {
    if (role === "secondary" && !globalStores(context).includes(name)) return [];
    return [isAurora(store) ? auroraPart(context, name, store) : rdsPart(context, name, store)];
  });
  return manifest.sessions && hasSessions(manifest, context.region)
    ? [...stores, cachePart(context, manifest.sessions)]
    : stores;
}

function serviceParts(context: RegionContext): readonly Part[] {
  const { manifest, region } = context;
  const { kubernetes } = manifest;
  const onInstances = instanceServices(manifest);
  const onKubernetes = kubernetesServices(manifest);
  const onEks = kubernetes?.cluster === "eks" && onKubernetes.length > 0 ? kubernetes : undefined;
  const entry = kubernetes?.cluster === "existing" && onInstances.length === 0 ? kubernetes.entry[region] : undefined;
  return [
    ...(onEks ? [clusterPart(context, onEks, onKubernetes)] : []),
    entry === undefined ? entryPart(context) : originRecordPart(context, entry),
    ...onInstances.map(([name, service]) => servicePart(context, name, service)),
  ];
}

const isPeered = (context: RegionContext): boolean => context.role === "secondary" && peersRegions(context);
const joins = (context: RegionContext): boolean =>
  context.role === "secondary" && (globalStores(context).length > 0 || globalSessions(context));

/** Where one region answers, each secondary's record is an alias of the primary's, which Route 53 wants to be there. */
const aliasesPrimary = ({ manifest, role }: RegionContext): boolean =>
  role === "secondary" && manifest.routing === "active-passive";

function after(context: RegionContext): readonly string[] {
  return [
    DNS,
    ...(joins(context) ? [GLOBAL_DATA] : []),
    ...(isPeered(context) || aliasesPrimary(context) ? [context.manifest.regions.primary] : []),
  ];
}

function needs(context: RegionContext, parts: readonly Part[]): readonly Handover[] {
  const { primary } = context.manifest.regions;
  const joinsSessions = context.role === "secondary" && globalSessions(context);
  const peering = isPeered(context)
    ? [
        handover(context, primary, "vpcId"),
        handover(context, primary, "routeTableIds"),
        ...peeredStores(context).flatMap(({ name, access }) => [
          handover(context, primary, `${name}.writer`),
          ...(access === "all" ? [handover(context, primary, `${name}.reader`)] : []),
        ]),
        ...(peeredSessions(context) ? [handover(context, primary, `${SESSIONS}.writer`)] : []),
      ]
    : [];
  // A secondary's proxy signs in with the replica of the writer's secret, whose ARN ends in letters that AWS chose.
  const proxied = parts.filter((part) => part.kind === "aurora" && part.args.role === "secondary" && part.args.proxy);
  return [
    ...dnsNeeds(context, parts),
    ...proxied.map(({ name }) => handover(context, primary, `${name}.secretArn`)),
    ...(joinsSessions ? [handover(context, GLOBAL_DATA, `${SESSIONS}.id`)] : []),
    ...peering,
  ];
}
