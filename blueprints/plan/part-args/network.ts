import type { StoreEndpoints } from "./stores";

/** One of the three zones of a region with its three subnets. */
export interface ZoneSubnets {
  readonly zone: string;
  readonly publicCidr: string;
  readonly appCidr: string;
  readonly dataCidr: string;
}

export interface NetworkArgs {
  readonly cidr: string;
  readonly zones: readonly [ZoneSubnets, ZoneSubnets, ZoneSubnets];
  /** True: a NAT gateway in each zone; false: one, in the first zone. Private route tables are one a zone either way. */
  readonly natPerZone: boolean;
  readonly endpoints: readonly string[];
  readonly flowLogDays: number;
}

/** A customer-managed KMS key with a computed alias; encrypts the region's stores, secrets and logs. */
export interface KeyArgs {
  readonly alias: string;
  readonly deletionWindowDays: number;
}

/** A secondary's VPC peered with the primary's; ids of the primary's network are handed on. */
export interface PeeringArgs {
  readonly peerRegion: string;
  readonly peerCidr: string;
  readonly ownCidr: string;
  /**
   * Stores of the primary that services here reach over the peering: their host names are handed on
   * (`<primary>.<store>.writer`, `<primary>.<store>.reader`) and published under these parameter names in this region.
   * `writes`: readers are this region's own, only the writer's parameter is published here.
   */
  readonly publishes?: readonly {
    readonly store: string;
    readonly access: "all" | "writes";
    readonly port: number;
    readonly endpoints: StoreEndpoints;
  }[];
}
