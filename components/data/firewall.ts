import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { From, Transform } from "../component";
import type { NetworkLink } from "../links";
import type { Make } from "./make";

export interface FirewallTransform {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  /** Applies to each rule that lets somebody in. */
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
}

/** A store's security group. Nobody is in until let in; it opens nothing itself, so it has no way out. */
export function makeStoreGroup(
  make: Make,
  name: string,
  network: NetworkLink,
  description: string,
  transform: FirewallTransform = {},
): aws.ec2.SecurityGroup {
  return make(
    aws.ec2.SecurityGroup,
    `${name}-store`,
    { vpcId: network.vpcId, description },
    { transform: transform.securityGroup },
  );
}

export interface LetIn {
  readonly securityGroupId: pulumi.Input<string>;
  readonly port: number;
  readonly description: string;
  readonly source: { readonly securityGroupId: pulumi.Input<string> } | { readonly cidr: string };
}

/** Lets one source reach one port. */
export function letIn(make: Make, name: string, rule: LetIn, transform: FirewallTransform = {}, from: From = {}): void {
  const source =
    "cidr" in rule.source ? { cidrIpv4: rule.source.cidr } : { referencedSecurityGroupId: rule.source.securityGroupId };
  make(
    aws.vpc.SecurityGroupIngressRule,
    name,
    {
      securityGroupId: rule.securityGroupId,
      ipProtocol: "tcp",
      fromPort: rule.port,
      toPort: rule.port,
      description: rule.description,
      ...source,
    },
    { transform: transform.ingress, from: { fromPort: "port", toPort: "port", ...from } },
  );
}

/** Lets a client reach the store and, where there is one, its proxy: what `StoreLink.allowFrom` does. */
export function letClientIn(
  make: Make,
  name: string,
  client: { readonly name: string; readonly securityGroupId: pulumi.Input<string> },
  store: {
    readonly securityGroupId: pulumi.Input<string>;
    readonly proxySecurityGroupId?: pulumi.Input<string> | undefined;
    readonly port: number;
  },
  transform: FirewallTransform = {},
): void {
  const { port, securityGroupId, proxySecurityGroupId } = store;
  const rule = { port, description: `From ${client.name}`, source: { securityGroupId: client.securityGroupId } };
  letIn(make, `${name}-from-${client.name}`, { ...rule, securityGroupId }, transform);
  if (!proxySecurityGroupId) return;
  letIn(make, `${name}-proxy-from-${client.name}`, { ...rule, securityGroupId: proxySecurityGroupId }, transform);
}

/** Lets peered regions in, one rule a CIDR, named by the CIDR so that adding one moves no other. */
export function letPeersIn(
  make: Make,
  name: string,
  group: { readonly securityGroupId: pulumi.Input<string>; readonly port: number },
  peerCidrs: readonly string[],
  transform: FirewallTransform = {},
): void {
  for (const cidr of peerCidrs) {
    const rule = { ...group, description: `Peered region ${cidr}`, source: { cidr } };
    letIn(make, `${name}-from-${cidr.replace(/[./]/g, "-")}`, rule, transform, { cidrIpv4: "peerCidrs" });
  }
}
