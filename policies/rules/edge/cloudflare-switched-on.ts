import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.cloudflareLoadBalancer, name: "front", inputs: { enabled: true, proxied: true } },
    { type: TYPES.cloudflarePool, name: "near", inputs: { enabled: true, origins: [{ address: "a", enabled: true }] } },
  ],
};

export const cloudflareSwitchedOn = rule({
  id: "edge/cloudflare-switched-on",
  title: "Cloudflare's balancers, pools and origins are switched on, and balancers proxied",
  scope: "resource",
  severity: perTier("warning", "warning", "error", "error"),
  why: "A pool or origin that is switched off takes no traffic when another fails; a balancer that is not proxied leads users past CDN and firewall.",
  source:
    "Cloudflare Load Balancing, https://developers.cloudflare.com/load-balancing/understand-basics/proxy-modes/ and https://developers.cloudflare.com/load-balancing/pools/",
  fix: "set enabled, and for a balancer proxied, to true",
  types: [TYPES.cloudflareLoadBalancer, TYPES.cloudflarePool],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("near", { enabled: false })) },
  subjects: (world) => world.all(TYPES.cloudflareLoadBalancer, TYPES.cloudflarePool),
  judge(subject, world) {
    const origins = world.list(subject, "origins").map((_, index) => `origins[${index}].enabled`);
    const off = ["enabled", ...origins].find((path) => world.flag(subject, path) === false);
    if (off !== undefined) return fail(`has ${off} off`, { input: off });
    // Default false [cloudflare_load_balancer, proxied].
    if (subject.type === TYPES.cloudflareLoadBalancer && world.flag(subject, "proxied") !== true)
      return fail("is not proxied: users go past the CDN", { input: "proxied" });
    return pass();
  },
});
