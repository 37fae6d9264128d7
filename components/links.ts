import type * as pulumi from "@pulumi/pulumi";

/** What a component needs of a network: ours (`Network` has this shape) or any other. */
export interface NetworkLink {
  readonly vpcId: pulumi.Input<string>;
  readonly vpcCidr: pulumi.Input<string>;
  /** Three each, zones in order. */
  readonly publicSubnetIds: readonly pulumi.Input<string>[];
  readonly appSubnetIds: readonly pulumi.Input<string>[];
  readonly dataSubnetIds: readonly pulumi.Input<string>[];
}

/** What a service needs of the region's load balancer (`EntryPoint` has this shape). */
export interface EntryLink {
  readonly securityGroupId: pulumi.Input<string>;
  readonly listenerArn: pulumi.Input<string>;
  /** ALB ARN suffixes are made of these for request-count scaling. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  /** Value of the origin header that listener rules must match; undefined where none is asked for. */
  readonly originSecret?: pulumi.Input<string> | undefined;
  /**
   * Offers a target group as the one that answers the region's health checks, which carry no origin header. Taken where
   * the path is the one that is checked, and only the first.
   */
  answerChecks?(healthPath: string, targetGroupArn: pulumi.Input<string>): void;
}

/** A data store that lets clients in by security-group reference. */
export interface StoreLink {
  /** Allows TCP from the client's security group to the store's port (and to its proxy's). */
  allowFrom(client: string, securityGroupId: pulumi.Input<string>): void;
}

/** The header that the CDN adds and the load balancer's rules demand. */
export const ORIGIN_HEADER = "X-Scalekit-Origin";
