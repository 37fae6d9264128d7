import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { NetworkSettings } from "./network-args";

/** The two services that have gateway endpoints [docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html]. */
const GATEWAYS: ReadonlySet<string> = new Set(["s3", "dynamodb"]);

interface Place {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: readonly aws.ec2.Subnet[];
  readonly tables: readonly aws.ec2.RouteTable[];
}

/**
 * Ways to AWS services that don't leave the VPC. Their policies stay AWS's default: what a caller may do is said once, in
 * its own role.
 */
export function makeEndpoints(make: Make, name: string, place: Place, settings: NetworkSettings): void {
  const services = [...new Set(settings.endpoints)];
  for (const service of services.filter((each) => GATEWAYS.has(each))) {
    makeEndpoint(make, name, service, place, settings, {
      vpcEndpointType: "Gateway",
      routeTableIds: place.tables.map(({ id }) => id),
    });
  }
  const interfaces = services.filter((each) => !GATEWAYS.has(each));
  if (interfaces.length === 0) return;
  const group = makeSecurityGroup(make, name, place.vpc, settings);
  for (const service of interfaces) {
    makeEndpoint(make, name, service, place, settings, {
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: place.subnets.map(({ id }) => id),
      securityGroupIds: [group.id],
    });
  }
}

function makeEndpoint(
  make: Make,
  name: string,
  service: string,
  { vpc }: Place,
  { region, tags, transform }: NetworkSettings,
  kind: Partial<aws.ec2.VpcEndpointArgs>,
): void {
  const child = `${name}-${service.replaceAll(".", "-")}`;
  make(
    aws.ec2.VpcEndpoint,
    child,
    { vpcId: vpc.id, serviceName: `com.amazonaws.${region}.${service}`, ...kind, tags: { ...tags, Name: child } },
    { transform: transform.endpoint, from: { "": "endpoints", serviceName: "endpoints" } },
  );
}

/** HTTPS from the VPC's own addresses: who may do what is decided by the callers' roles. */
function makeSecurityGroup(
  make: Make,
  name: string,
  vpc: aws.ec2.Vpc,
  { cidr, tags, transform }: NetworkSettings,
): aws.ec2.SecurityGroup {
  const group = make(
    aws.ec2.SecurityGroup,
    `${name}-endpoints`,
    { vpcId: vpc.id, description: "Interface endpoints", tags: { ...tags, Name: `${name}-endpoints` } },
    { transform: transform.endpointSecurityGroup },
  );
  make(
    aws.vpc.SecurityGroupIngressRule,
    `${name}-endpoints-https`,
    {
      securityGroupId: group.id,
      description: "HTTPS from the VPC",
      cidrIpv4: cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    { transform: transform.endpointRule, from: { cidrIpv4: "cidr" } },
  );
  return group;
}
