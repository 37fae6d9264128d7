import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { EntrySettings } from "./entry-args";

/**
 * Who reaches the load balancer, on 443 and nothing else. Two groups, since the rules of one are limited to 60 and
 * CloudFront's prefix list alone counts as 55 of them
 * [docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html]. Rules out of the load balancer
 * are added by each service, to its own group and port.
 */
export function makeEntryFirewall(make: Make, name: string, settings: EntrySettings) {
  const { transform } = settings;
  const entry = makeGroup(make, `${name}-balancer`, "Load balancer", settings, transform.securityGroup);
  for (const [suffix, source] of sourcesOf(settings.acceptFrom)) {
    makeRule(make, `${name}-from-${suffix}`, entry, source, transform.ingress, "acceptFrom");
  }
  const checkers = makeGroup(make, `${name}-checkers`, "Route 53 checkers", settings, transform.checkersSecurityGroup);
  const sources: [string, Source][] =
    "prefixListId" in settings.healthCheckers
      ? [["list", { prefixListId: settings.healthCheckers.prefixListId }]]
      : settings.healthCheckers.cidrs.map((cidr) => [slug(cidr), { cidrIpv4: cidr }]);
  for (const [suffix, source] of sources) {
    makeRule(make, `${name}-checkers-${suffix}`, checkers, source, transform.checkersIngress, "healthCheckers");
  }
  return { entry, checkers };
}

type Source = Pick<aws.vpc.SecurityGroupIngressRuleArgs, "cidrIpv4" | "prefixListId">;

function sourcesOf(accept: EntrySettings["acceptFrom"]): [string, Source][] {
  switch (accept.cdn) {
    case "cloudfront":
      return [["cloudfront", { prefixListId: accept.prefixListId }]];
    case "cloudflare":
      return accept.cidrs.map((cidr) => [`cloudflare-${slug(cidr)}`, { cidrIpv4: cidr }]);
    case "none":
      return [["anywhere", { cidrIpv4: "0.0.0.0/0" }]];
  }
}

/** Rules are named by their range, not by its place in the list: a range that goes or comes touches no other's rule. */
const slug = (cidr: string): string => cidr.replace(/[./]/g, "-");

function makeGroup(
  make: Make,
  name: string,
  description: string,
  { network, tags }: EntrySettings,
  transform: EntrySettings["transform"]["securityGroup"],
): aws.ec2.SecurityGroup {
  return make(
    aws.ec2.SecurityGroup,
    name,
    { vpcId: network.vpcId, description, tags: { ...tags, Name: name } },
    { transform },
  );
}

function makeRule(
  make: Make,
  name: string,
  group: aws.ec2.SecurityGroup,
  source: Source,
  transform: EntrySettings["transform"]["ingress"],
  from: string,
): void {
  make(
    aws.vpc.SecurityGroupIngressRule,
    name,
    { securityGroupId: group.id, ...source, ipProtocol: "tcp", fromPort: 443, toPort: 443, description: "HTTPS" },
    { transform, from: { "": from, cidrIpv4: from, prefixListId: from } },
  );
}
