import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";

/**
 * In: the load balancer only, by reference, on the service's port. Out: HTTPS anywhere (AWS's services and others'), and
 * TCP inside the VPC and peered networks, where the stores' own groups decide. Name resolution, time and instance metadata
 * pass by security groups anyway.
 */
export function makeGroupFirewall(make: Make, name: string, settings: GroupSettings): aws.ec2.SecurityGroup {
  const { network, entry, port, peerCidrs, tags, transform } = settings;
  const group = make(
    aws.ec2.SecurityGroup,
    `${name}-instances`,
    { vpcId: network.vpcId, description: `Instances of ${name}`, tags: { ...tags, Name: name } },
    { transform: transform.securityGroup },
  );
  if (entry) {
    const onPort = { ipProtocol: "tcp", fromPort: port, toPort: port };
    make(
      aws.vpc.SecurityGroupIngressRule,
      `${name}-from-entry`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: entry.securityGroupId,
        ...onPort,
        description: "From the load balancer",
      },
      { transform: transform.ingress, from: { fromPort: "port", toPort: "port" } },
    );
    make(
      aws.vpc.SecurityGroupEgressRule,
      `${name}-entry-out`,
      {
        securityGroupId: entry.securityGroupId,
        referencedSecurityGroupId: group.id,
        ...onPort,
        description: `To ${name}`,
      },
      { transform: transform.entryEgress, from: { fromPort: "port", toPort: "port" } },
    );
  }
  const out = (suffix: string, rule: Omit<aws.vpc.SecurityGroupEgressRuleArgs, "securityGroupId" | "ipProtocol">) =>
    make(
      aws.vpc.SecurityGroupEgressRule,
      `${name}-out-${suffix}`,
      { securityGroupId: group.id, ipProtocol: "tcp", ...rule },
      { transform: transform.egress },
    );
  out("https", { cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443, description: "HTTPS" });
  out("vpc", { cidrIpv4: network.vpcCidr, fromPort: 0, toPort: 65535, description: "Stores and services of the VPC" });
  for (const cidr of peerCidrs) {
    out(cidr.replace(/[./]/g, "-"), { cidrIpv4: cidr, fromPort: 0, toPort: 65535, description: "Stores of a peer" });
  }
  return group;
}
