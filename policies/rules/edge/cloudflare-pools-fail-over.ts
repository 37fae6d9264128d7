import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { endsOfName, regionsOf } from "../../facts/dns";
import { regionsOfWorld } from "../../facts/whole";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const pool = (region: string) => ({
  type: TYPES.cloudflarePool,
  name: `pool-${region}`,
  inputs: { monitor: ref("monitor"), origins: [{ name: region, address: `app.${region}.elb.amazonaws.com` }] },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "vpc-eu", region: "eu-west-1" },
    { type: TYPES.vpc, name: "vpc-us", region: "us-east-1" },
    { type: TYPES.cloudflareMonitor, name: "monitor", inputs: { path: "/healthz" } },
    pool("eu-west-1"),
    pool("us-east-1"),
    {
      type: TYPES.cloudflareLoadBalancer,
      name: "balancer",
      inputs: {
        name: "www.example.com",
        defaultPools: [ref("pool-eu-west-1"), ref("pool-us-east-1")],
        fallbackPool: ref("pool-us-east-1"),
      },
    },
  ],
};

export const cloudflarePoolsFailOver = rule({
  id: "edge/cloudflare-pools-fail-over",
  title: "A Cloudflare balancer has monitored pools in two regions and a fallback that is not the first",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A pool without a monitor is healthy for ever; with one region, or a fallback that is the pool that failed, everything still goes to what is dead.",
  source:
    "Cloudflare Load Balancing, common configurations (active-passive failover, fallback pool), https://developers.cloudflare.com/load-balancing/reference/common-configurations/",
  fix: "give the balancer a pool in each region, each pool a monitor, and make another region's pool the fallback",
  types: [TYPES.cloudflareLoadBalancer, TYPES.cloudflarePool, TYPES.cloudflareMonitor],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("pool-us-east-1", { monitor: undefined })) },
  // In one region there is nowhere to go.
  subjects: (world) => (regionsOfWorld(world).length < 2 ? [] : world.all(TYPES.cloudflareLoadBalancer)),
  judge(balancer, world) {
    // Default enabled.
    if (world.flag(balancer, "enabled") === false) return undefined;
    const pools = world
      .follow(balancer, "defaultPools", TYPES.cloudflarePool)
      .filter((from) => world.flag(from, "enabled") !== false);
    const blind = pools.find((from) => !world.has(from, "monitor"));
    if (blind)
      return fail(`uses ${blind.name}, which has no monitor and so is never unhealthy`, {
        key: "monitor",
        related: [blind],
      });
    return [judgeRegions(pools, world), judgeFallback(balancer, pools, world)];
  },
});

function judgeRegions(pools: readonly GraphResource[], world: World): Verdict {
  const regions = [...new Set(pools.flatMap((from) => regionsOfPool(from, world)))].sort();
  if (pools.length > 1 && regions.length > 1) return pass("regions");
  return fail(
    `has ${pools.length} enabled ${pools.length === 1 ? "pool" : "pools"} in ${regions.join(", ")} where it needs two in two regions`,
    {
      key: "regions",
      input: "defaultPools",
    },
  );
}

/** The fallback is asked when all are unhealthy, whatever its own health. */
function judgeFallback(balancer: GraphResource, pools: readonly GraphResource[], world: World): Verdict {
  const [fallback] = world.follow(balancer, "fallbackPool", TYPES.cloudflarePool);
  if (fallback && world.flag(fallback, "enabled") === false)
    return fail(`falls back to ${fallback.name}, which is disabled`, { key: "fallback", input: "fallbackPool" });
  const first = world.peek(balancer, "defaultPools[0]");
  const only = pools.length === 1 && pools[0] === fallback;
  // Order is only seen where ids are known; with one pool it needs none.
  if (!only && (typeof first !== "string" || first !== world.peek(balancer, "fallbackPool"))) return pass("fallback");
  return fail(`falls back to ${fallback?.name ?? "the first pool"}, the very pool that it asks first`, {
    key: "fallback",
    input: "fallbackPool",
  });
}

function regionsOfPool(from: GraphResource, world: World): readonly string[] {
  return world.list(from, "origins").flatMap((_, index) => {
    const ends = endsOfName(world.text(from, `origins[${index}].address`) ?? "", world);
    const regions = regionsOf(ends);
    if (regions.length === 0) throw new UnseenValue(ends.unread[0] ?? `where ${ends.hosts[0]} leads`);
    return regions;
  });
}
