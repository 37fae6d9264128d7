import cloudflare from "../../../blueprints/facts/cloudflare-ips.json";
import regions from "../../../blueprints/facts/regions.json";
import checkers from "../../../blueprints/facts/route53-health-checkers.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { hasDoor, isPublic, placeOfBalancer } from "../../facts/balancers";
import { endsOfName } from "../../facts/dns";
import { admitsAll, admitsList, type Place } from "../../facts/exposure";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.securityGroup, name: "door" },
    { type: TYPES.loadBalancer, name: "balancer", inputs: { securityGroups: [ref("door")] } },
    {
      type: TYPES.ingressRule,
      name: "from-anywhere",
      inputs: { securityGroupId: ref("door"), ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
    },
    {
      type: TYPES.record,
      name: "own",
      inputs: { name: "eu.example.com", type: "A", aliases: [{ name: ref("balancer") }] },
    },
    { type: TYPES.healthCheck, name: "check", inputs: { type: "HTTPS", fqdn: "eu.example.com", port: 443 } },
  ],
};

/** Who asks a balancer from outside, for what, and on which port. */
interface Visitor {
  readonly who: string;
  readonly host: string;
  readonly port: number;
  admitted(place: Place, region: string | undefined): boolean;
}

export const proberAdmitted = rule({
  id: "edge/prober-admitted",
  title: "Health checkers and the CDN get through the balancer's security groups",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A checker that is turned away takes a healthy region out of service; a CDN that is turned away takes out all of them.",
  source:
    "Route 53 Developer Guide, configuring router and firewall rules for health checks, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html",
  fix: "let the checkers' ranges, CloudFront's origin-facing prefix list or Cloudflare's ranges in on the port that they ask",
  types: [
    TYPES.healthCheck,
    TYPES.distribution,
    TYPES.cloudflarePool,
    TYPES.cloudflareRecord,
    TYPES.loadBalancer,
    TYPES.securityGroup,
    TYPES.ingressRule,
    TYPES.securityGroupRule,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("from-anywhere")) },
  subjects: (world) => world.all(TYPES.healthCheck, TYPES.distribution, TYPES.cloudflarePool, TYPES.cloudflareRecord),
  judge(subject, world) {
    return visitorsOf(subject, world).flatMap((visitor) =>
      endsOfName(visitor.host, world)
        .resources.filter(({ type }) => type === TYPES.loadBalancer)
        .filter((balancer) => isPublic(balancer, world) && hasDoor(balancer, world))
        .map((balancer) => judgeDoor(visitor, balancer, world)),
    );
  },
});

function judgeDoor({ who, host, port, admitted }: Visitor, balancer: GraphResource, world: World): Verdict {
  const key = `${host} ${balancer.stack} ${balancer.name}`;
  if (admitted(placeOfBalancer(balancer, world), balancer.region)) return pass(key);
  return fail(`asks ${host} on port ${port}, but the security groups of ${balancer.name} do not let ${who} in`, {
    key,
    related: [balancer],
  });
}

function visitorsOf(subject: GraphResource, world: World): readonly Visitor[] {
  if (subject.type === TYPES.healthCheck) return checkerOf(subject, world);
  if (subject.type === TYPES.cloudflareRecord) return proxiedBy(subject, world);
  if (subject.type === TYPES.cloudflarePool)
    return world.list(subject, "origins").map((_, index) => ({
      who: "Cloudflare",
      host: world.text(subject, `origins[${index}].address`) ?? "",
      // Origins are asked over TLS unless they say another port.
      port: world.number(subject, `origins[${index}].port`) ?? 443,
      admitted: (place) => admitsAll(place, cloudflare.ipv4, 443, world),
    }));
  return world.list(subject, "origins").flatMap((_, index) => {
    const at = `origins[${index}]`;
    if (!world.has(subject, `${at}.customOriginConfig`)) return [];
    const secure = world.text(subject, `${at}.customOriginConfig.originProtocolPolicy`) !== "http-only";
    const port =
      world.number(subject, `${at}.customOriginConfig.${secure ? "httpsPort" : "httpPort"}`) ?? (secure ? 443 : 80);
    return [
      {
        who: "CloudFront",
        host: world.text(subject, `${at}.domainName`) ?? "",
        port,
        admitted: (place: Place, region: string | undefined) => cloudfrontEnters(place, region, port, world),
      },
    ];
  });
}

/** A proxied name is asked of its origin over TLS [developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict/]. */
function proxiedBy(record: GraphResource, world: World): readonly Visitor[] {
  if (world.flag(record, "proxied") !== true || !["CNAME", "A"].includes(world.text(record, "type") ?? "")) return [];
  const host = world.text(record, "content") ?? "";
  return [
    { who: "all of Cloudflare", host, port: 443, admitted: (place) => admitsAll(place, cloudflare.ipv4, 443, world) },
  ];
}

function checkerOf(check: GraphResource, world: World): readonly Visitor[] {
  const type = world.text(check, "type") ?? "";
  if (!/^(HTTP|TCP)/.test(type) || world.flag(check, "disabled") === true) return [];
  const host = world.text(check, "fqdn");
  if (host === undefined) throw unseen(check, "fqdn");
  const port = world.number(check, "port") ?? (type.startsWith("HTTPS") ? 443 : 80);
  const admitted = (place: Place): boolean => admitsAll(place, checkers.ipv4, port, world);
  return [{ who: "all of Route 53's checkers", host, port, admitted }];
}

interface RegionFacts {
  readonly slot: number;
  readonly cloudfrontPrefixList?: string | undefined;
}
const LISTS = new Map<string, RegionFacts>(Object.entries(regions.regions));

function cloudfrontEnters(place: Place, region: string | undefined, port: number, world: World): boolean {
  const list = LISTS.get(region ?? "")?.cloudfrontPrefixList;
  const ways = [
    () => list !== undefined && admitsList(place, list, port, world),
    () => admitsAll(place, ["0.0.0.0/0"], port, world),
  ];
  return anyOf(ways, (way) => way());
}
