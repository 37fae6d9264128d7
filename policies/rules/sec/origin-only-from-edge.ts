import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { hasDoor, isPublic, listenersOf, placeOfBalancer } from "../../facts/balancers";
import { endsOfName } from "../../facts/dns";
import { isOpenToAll } from "../../facts/exposure";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.subnet, name: "public", inputs: { cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" } },
    { type: TYPES.securityGroup, name: "door" },
    {
      type: TYPES.ingressRule,
      name: "from-edge",
      inputs: {
        securityGroupId: ref("door"),
        prefixListId: "pl-4fa04526",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
    },
    {
      type: TYPES.loadBalancer,
      name: "entry",
      inputs: { internal: false, securityGroups: [ref("door")], subnets: [ref("public")] },
    },
    {
      type: TYPES.listener,
      name: "https",
      inputs: { loadBalancerArn: ref("entry"), port: 443, protocol: "HTTPS", defaultActions: [{ type: "forward" }] },
    },
    {
      type: TYPES.record,
      name: "origin",
      inputs: { name: "origin.example.com", type: "A", aliases: [{ name: ref("entry") }] },
    },
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: { origins: [{ originId: "o", domainName: "origin.example.com", customOriginConfig: {} }] },
    },
  ],
};

export const originOnlyFromEdge = rule({
  id: "sec/origin-only-from-edge",
  title: "A balancer behind a CDN answers the CDN alone",
  scope: "environment",
  severity: perTier("warning", "warning", "error", "error"),
  why: "Who finds the origin's name goes past the firewall, the rate limits and the cache, and a flood meets the balancer instead of the edge.",
  source:
    "Amazon CloudFront Developer Guide, restrict access to Application Load Balancers, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
  fix: "let in the CDN's prefix list or ranges only, or answer 403 by default and forward only what carries the CDN's secret header",
  types: [TYPES.loadBalancer, TYPES.listener, TYPES.distribution, TYPES.cloudflarePool, TYPES.securityGroup],
  elsewhere: [{ tool: "trivy", id: "AWS-0053", note: "flags every public balancer" }],
  example: {
    compliant,
    failing: changed(compliant, withInputs("from-edge", { prefixListId: undefined, cidrIpv4: "0.0.0.0/0" })),
  },
  subjects: (world) => {
    const behind = behindEdge(world);
    return world.all(TYPES.loadBalancer).filter((balancer) => behind.has(balancer));
  },
  judge(balancer, world) {
    if (!isPublic(balancer, world) || !hasDoor(balancer, world)) return undefined;
    const open = listenersOf(balancer, world).filter((listener) => {
      if (refuses(listener, world)) return false;
      const port = world.number(listener, "port");
      return port !== undefined && isOpenToAll(placeOfBalancer(balancer, world), port, world);
    });
    if (open.length === 0) return pass();
    return fail(`answers everybody on port ${open.map((each) => world.number(each, "port")).join(", ")}`, {
      related: open,
    });
  },
});

/** What comes without a rule's header gets a fixed answer, or is sent on to HTTPS. */
const refuses = (listener: GraphResource, world: World): boolean => {
  const actions = world.list(listener, "defaultActions");
  return (
    actions.length > 0 &&
    actions.every((_, at) =>
      /^(fixed-response|redirect)$/.test(world.text(listener, `defaultActions[${at}].type`) ?? ""),
    )
  );
};

/** Balancers that a CDN asks, by the names of its origins. */
const behindEdge = (world: World): ReadonlySet<GraphResource> =>
  world.fact("balancers behind a CDN", () => {
    const found = new Set<GraphResource>();
    for (const [type, key] of [
      [TYPES.distribution, "domainName"],
      [TYPES.cloudflarePool, "address"],
    ] as const)
      for (const cdn of world.all(type)) {
        for (const direct of world.linked(cdn, "origins", TYPES.loadBalancer)) found.add(direct);
        const count = known(() => world.list(cdn, "origins").length)?.value ?? 0;
        for (let at = 0; at < count; at++) {
          const host = known(() => world.text(cdn, `origins[${at}].${key}`))?.value;
          if (host !== undefined) for (const end of endsOfName(host, world).resources) found.add(end);
        }
      }
    return found;
  });
