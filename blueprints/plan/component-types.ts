import type { PartKind } from "./parts";

/** Pulumi type of the component that each kind of part becomes. Part of the identity of all below it: never change one. */
export const COMPONENT_TYPES: Readonly<Record<PartKind, string>> = {
  network: "scalekit:network:Network",
  peering: "scalekit:network:Peering",
  key: "scalekit:security:Key",
  entry: "scalekit:compute:EntryPoint",
  service: "scalekit:compute:AutoscalingGroup",
  aurora: "scalekit:data:AuroraCluster",
  rds: "scalekit:data:RdsInstance",
  cache: "scalekit:data:SessionCache",
  "global-database": "scalekit:data:GlobalDatabase",
  "global-cache": "scalekit:data:GlobalCache",
  bucket: "scalekit:edge:StaticBucket",
  zone: "scalekit:edge:Zone",
  "origin-record": "scalekit:edge:OriginRecord",
  cdn: "scalekit:edge:Cdn",
  cluster: "scalekit:kubernetes:Cluster",
  platform: "scalekit:kubernetes:Platform",
  workload: "scalekit:kubernetes:Workload",
  alarms: "scalekit:observability:Alarms",
  budget: "scalekit:observability:Budget",
};
