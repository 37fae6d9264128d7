import * as aws from "@pulumi/aws";
import type { ZoneSubnets } from "../../blueprints/plan/parts";
import type { Make } from "../data/make";
import type { NetworkSettings } from "./network-args";

export interface Subnets {
  readonly public: readonly aws.ec2.Subnet[];
  readonly app: readonly aws.ec2.Subnet[];
  readonly data: readonly aws.ec2.Subnet[];
}

/**
 * By these the AWS Load Balancer Controller and EKS find the subnets for load balancers
 * [docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html]. They are there before there is a cluster, so
 * that bringing Kubernetes changes no subnet.
 */
const ROLE_TAGS = {
  public: { "kubernetes.io/role/elb": "1" },
  app: { "kubernetes.io/role/internal-elb": "1" },
  data: {},
} as const;

/** Nine subnets: public, application and data in each of three zones. None hands out public addresses by itself. */
export function makeSubnets(make: Make, name: string, vpc: aws.ec2.Vpc, settings: NetworkSettings): Subnets {
  const layer = (tier: keyof Subnets, cidrOf: (zone: ZoneSubnets) => string) =>
    settings.zones.map((zone, index) => {
      const child = `${name}-${tier}-${index + 1}`;
      return make(
        aws.ec2.Subnet,
        child,
        {
          vpcId: vpc.id,
          availabilityZone: zone.zone,
          cidrBlock: cidrOf(zone),
          mapPublicIpOnLaunch: false,
          tags: { ...settings.tags, ...ROLE_TAGS[tier], Name: child, "scalekit:subnet": tier },
        },
        {
          transform: settings.transform.subnet,
          from: { availabilityZone: `zones.${index}.zone`, cidrBlock: `zones.${index}.${tier}Cidr` },
        },
      );
    });
  return {
    public: layer("public", ({ publicCidr }) => publicCidr),
    app: layer("app", ({ appCidr }) => appCidr),
    data: layer("data", ({ dataCidr }) => dataCidr),
  };
}
