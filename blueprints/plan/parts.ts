import type { BucketArgs, CdnArgs } from "./part-args/edge";
import type { EntryArgs, OriginRecordArgs, ZoneArgs } from "./part-args/entry";
import type { KeyArgs, NetworkArgs, PeeringArgs } from "./part-args/network";
import type { ClusterArgs, PlatformArgs, ServiceArgs, WorkloadArgs } from "./part-args/services";
import type { AuroraArgs, CacheArgs, GlobalCacheArgs, GlobalDatabaseArgs, RdsArgs } from "./part-args/stores";
import type { AlarmsArgs, BudgetArgs } from "./part-args/upkeep";

export type { BucketArgs, CdnArgs } from "./part-args/edge";
export type { EntryArgs, OriginRecordArgs, ZoneArgs } from "./part-args/entry";
export type { KeyArgs, NetworkArgs, PeeringArgs, ZoneSubnets } from "./part-args/network";
export type { ClusterArgs, PlatformArgs, ServiceArgs, StoreBinding, WorkloadArgs } from "./part-args/services";
export type {
  AuroraArgs,
  CacheArgs,
  GlobalCacheArgs,
  GlobalDatabaseArgs,
  RdsArgs,
  StoreEndpoints,
} from "./part-args/stores";
export type { AlarmsArgs, BudgetArgs } from "./part-args/upkeep";

/**
 * The parts a plan is made of, as plain data. A part becomes one component resource of the same name.
 * All values are resolved: nothing here is optional unless absence has a meaning of its own.
 * Names and ARNs that other stacks need are computed by the plan (blueprints/plan/names.ts); what is not here is auto-named.
 */
export interface PartArgs {
  readonly network: NetworkArgs;
  readonly key: KeyArgs;
  readonly entry: EntryArgs;
  readonly service: ServiceArgs;
  readonly aurora: AuroraArgs;
  readonly rds: RdsArgs;
  readonly cache: CacheArgs;
  readonly bucket: BucketArgs;
  readonly cluster: ClusterArgs;
  readonly platform: PlatformArgs;
  readonly workload: WorkloadArgs;
  readonly "origin-record": OriginRecordArgs;
  readonly peering: PeeringArgs;
  readonly zone: ZoneArgs;
  readonly "global-database": GlobalDatabaseArgs;
  readonly "global-cache": GlobalCacheArgs;
  readonly cdn: CdnArgs;
  readonly alarms: AlarmsArgs;
  readonly budget: BudgetArgs;
}

export type PartKind = keyof PartArgs;
