import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { isPublic, kindOf, listenersOf, placeOfBalancer } from "../../facts/balancers";
import { isOpenToAll } from "../../facts/exposure";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const entry = (region: string) => [
  { type: TYPES.securityGroup, name: `door-${region}`, region },
  {
    type: TYPES.ingressRule,
    name: `open-${region}`,
    region,
    inputs: {
      securityGroupId: ref(`door-${region}`),
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "0.0.0.0/0",
    },
  },
  { type: TYPES.loadBalancer, name: `balancer-${region}`, region, inputs: { securityGroups: [ref(`door-${region}`)] } },
  {
    type: TYPES.listener,
    name: `https-${region}`,
    region,
    inputs: { loadBalancerArn: ref(`balancer-${region}`), port: 443 },
  },
  { type: TYPES.webAcl, name: `acl-${region}`, region, inputs: { scope: "REGIONAL", rules: [{ name: "rate" }] } },
  {
    type: TYPES.webAclAssociation,
    name: `guard-${region}`,
    region,
    inputs: { resourceArn: ref(`balancer-${region}`), webAclArn: ref(`acl-${region}`) },
  },
];

const compliant: Sample = { resources: [...entry("eu-west-1"), ...entry("us-east-1")] };

export const wafSameEverywhere = rule({
  id: "edge/waf-same-everywhere",
  title: "Each public entry has a web ACL, with the same rules in every region",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "Whoever is turned away in one region finds the other one open, and after a failover the attack that was blocked comes in.",
  source:
    "AWS Security Hub controls CloudFront.6 and ELB.16, https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
  fix: "put a web ACL on the CDN, or the same one on the balancer of each region; a balancer that only the CDN reaches needs none",
  types: [TYPES.loadBalancer, TYPES.distribution, TYPES.webAcl, TYPES.webAclAssociation, TYPES.securityGroup],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_68", note: "distributions one by one" },
    { tool: "checkov", id: "CKV2_AWS_28", note: "public balancers one by one, also those that only the CDN reaches" },
    { tool: "security-hub", id: "CloudFront.6" },
    { tool: "security-hub", id: "ELB.16", note: "all balancers" },
  ],
  example: { compliant, failing: changed(compliant, without("guard-us-east-1")) },
  repair: ({ type, part }) =>
    type === TYPES.distribution && part === "cdn" ? { path: "edge.waf", value: true } : undefined,
  subjects: (world) => world.all(TYPES.distribution, TYPES.loadBalancer),
  judge(subject, world) {
    if (subject.type === TYPES.distribution) return judgeCdn(subject, world);
    if (kindOf(subject, world) !== "application" || !isPublic(subject, world)) return undefined;
    const ports = listenersOf(subject, world).map((listener) => world.number(listener, "port") ?? 443);
    // What only the CDN may reach is guarded there.
    if (!anyOf(ports, (port) => isOpenToAll(placeOfBalancer(subject, world), port, world))) return undefined;
    const acl = aclOf(subject, world);
    if (!acl) return fail("is open to the internet without a web ACL");
    return compare(subject, acl, world);
  },
});

function judgeCdn(cdn: GraphResource, world: World): Verdict | undefined {
  if (world.flag(cdn, "enabled") === false) return undefined;
  if (!world.has(cdn, "webAclId")) return fail("serves the internet without a web ACL", { input: "webAclId" });
  const [acl] = world.linked(cdn, "webAclId", TYPES.webAcl);
  const region = acl && (world.text(acl, "region") ?? acl.region);
  if (region === undefined || region === "us-east-1") return pass();
  return fail(`has a web ACL in ${region}, where CloudFront takes only those of us-east-1`, { input: "webAclId" });
}

const aclOf = (balancer: GraphResource, world: World): GraphResource | undefined => {
  const [association] = world.referrers(balancer, [TYPES.webAclAssociation], "resourceArn");
  return association && world.follow(association, "webAclArn", TYPES.webAcl)[0];
};

/** Against the ACLs of balancers in other regions. */
function compare(balancer: GraphResource, acl: GraphResource, world: World): Verdict {
  const rules = rulesOf(acl, world);
  for (const [theirs, region] of aclsOfBalancers(world)) {
    if (region === balancer.region || theirs === acl) continue;
    const missing = rulesOf(theirs, world).filter((name) => !rules.includes(name));
    if (missing.length > 0)
      return fail(`has a web ACL without ${missing.join(", ")}, which the one in ${region} has`, {
        related: [acl, theirs],
      });
  }
  return pass();
}

/** Each web ACL once, with the region of a balancer that has it. */
const aclsOfBalancers = (world: World): ReadonlyMap<GraphResource, string | undefined> =>
  world.fact("web ACLs of balancers", () => {
    const pairs = world.all(TYPES.webAclAssociation).flatMap((association) => {
      const [balancer] = world.linked(association, "resourceArn", TYPES.loadBalancer);
      const [acl] = world.linked(association, "webAclArn", TYPES.webAcl);
      return balancer && acl ? [[acl, balancer.region] as const] : [];
    });
    return new Map(pairs);
  });

const rulesOf = (acl: GraphResource, world: World): readonly string[] =>
  world.list(acl, "rules").map((_, index) => world.text(acl, `rules[${index}].name`) ?? "");
