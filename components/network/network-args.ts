import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs as NetworkPart } from "../../blueprints/plan/parts";
import type { Transform } from "../component";

export interface NetworkComponentArgs extends Pick<NetworkPart, "cidr" | "zones"> {
  /**
   * A NAT gateway in each zone. Default false: one, in the first zone, at a third of the price. Going from one to three
   * adds two gateways and turns two routes in place; nothing is replaced.
   */
  readonly natPerZone?: boolean;
  /**
   * AWS services reached without the NAT gateway: `s3` and `dynamodb` by gateway endpoints (free of charge), any other by
   * an interface endpoint in each zone (paid by the hour). Default s3 and dynamodb.
   */
  readonly endpoints?: readonly string[];
  /** Days that flow logs are kept, rounded up to what CloudWatch offers. Default 30: incidents are found late. */
  readonly flowLogDays?: number;
  /**
   * Region of the zones, part of the endpoints' service names. Default the first zone's name without its letter, which
   * holds for all zones but Local Zones.
   */
  readonly region?: string;
  /**
   * KMS key of the flow logs; its policy must let CloudWatch Logs use it (`Key` does). Default none: CloudWatch encrypts
   * with a key of its own.
   */
  readonly keyArn?: pulumi.Input<string>;
  /** Tags of everything here besides its name. Default none: the provider's default tags are on already. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transform?: NetworkTransform;
}

/** One entry a child; those of which there are several apply to each. */
export interface NetworkTransform {
  readonly vpc?: Transform<aws.ec2.VpcArgs>;
  readonly defaultSecurityGroup?: Transform<aws.ec2.DefaultSecurityGroupArgs>;
  readonly internetGateway?: Transform<aws.ec2.InternetGatewayArgs>;
  readonly subnet?: Transform<aws.ec2.SubnetArgs>;
  readonly routeTable?: Transform<aws.ec2.RouteTableArgs>;
  readonly route?: Transform<aws.ec2.RouteArgs>;
  readonly association?: Transform<aws.ec2.RouteTableAssociationArgs>;
  readonly address?: Transform<aws.ec2.EipArgs>;
  readonly natGateway?: Transform<aws.ec2.NatGatewayArgs>;
  readonly endpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  readonly endpointSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly endpointRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly logRole?: Transform<aws.iam.RoleArgs>;
  readonly logPolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
}

/** Every default filled in. */
export function withNetworkDefaults(args: NetworkComponentArgs) {
  return {
    ...args,
    natPerZone: args.natPerZone ?? false,
    endpoints: args.endpoints ?? ["s3", "dynamodb"],
    flowLogDays: args.flowLogDays ?? 30,
    region: args.region ?? args.zones[0].zone.replace(/[a-z]$/, ""),
    tags: args.tags ?? {},
    transform: args.transform ?? {},
  };
}
export type NetworkSettings = ReturnType<typeof withNetworkDefaults>;
