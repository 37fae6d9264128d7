import { isUnknown } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { POOL_INPUTS } from "../../facts/cloudflare";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.cloudflarePool, name: "pool", inputs: { origins: [{ name: "eu", address: "origin.example.com" }] } },
    {
      type: TYPES.cloudflareLoadBalancer,
      name: "balancer",
      inputs: { name: "www.example.com", defaultPools: [ref("pool")], fallbackPool: ref("pool") },
    },
  ],
};

export const cloudflarePoolIsUsed = rule({
  id: "edge/cloudflare-pool-is-used",
  title: "A pool of Cloudflare's is asked by some balancer",
  scope: "environment",
  severity: perTier("warning", "warning", "error", "error"),
  why: "A pool gets traffic only through a balancer. One that none names is a region that serves nobody and takes nothing over; where all are so, the balancer is gone and with it the name.",
  source: "Cloudflare Load Balancing, pools, https://developers.cloudflare.com/load-balancing/pools/",
  fix: "name the pool in a balancer's pools, or take it away",
  types: [TYPES.cloudflarePool, TYPES.cloudflareLoadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("balancer")) },
  subjects: (world) => world.all(TYPES.cloudflarePool),
  judge(pool, world) {
    const balancers = world.all(TYPES.cloudflareLoadBalancer);
    if (
      balancers.some((one) =>
        POOL_INPUTS.some((input) => world.linked(one, input, TYPES.cloudflarePool).includes(pool)),
      )
    )
      return pass();
    const hidden = balancers.find(
      (one) =>
        isUnknown(world.peek(one, "defaultPools")) &&
        world.linked(one, "defaultPools", TYPES.cloudflarePool).length === 0,
    );
    if (hidden) throw unseen(hidden, "defaultPools");
    return fail("is asked by no balancer");
  },
});
