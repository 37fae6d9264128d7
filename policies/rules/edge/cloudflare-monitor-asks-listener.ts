import { changed, withInputs } from "../../change-sample";
import { listenersOf } from "../../facts/balancers";
import { hostsOfPool } from "../../facts/cloudflare";
import { endsOfName } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry" },
    { type: TYPES.listener, name: "https", inputs: { loadBalancerArn: ref("entry"), port: 443 } },
    {
      type: TYPES.record,
      name: "origin",
      inputs: { name: "origin.example.com", type: "A", aliases: [{ name: ref("entry") }] },
    },
    { type: TYPES.cloudflareMonitor, name: "monitor", inputs: { type: "https", port: 443 } },
    {
      type: TYPES.cloudflarePool,
      name: "pool",
      inputs: { monitor: ref("monitor"), origins: [{ name: "eu", address: "origin.example.com" }] },
    },
  ],
};

export const cloudflareMonitorAsksListener = rule({
  id: "edge/cloudflare-monitor-asks-listener",
  title: "Cloudflare's monitors ask origins at a port where they listen",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "A monitor that asks where nobody listens finds every pool ill: Cloudflare sends all traffic to the fallback pool, and no failover tells the ill from the well any more.",
  source:
    "Cloudflare Load Balancing, monitors, https://developers.cloudflare.com/load-balancing/monitors/create-monitor/",
  fix: "set the monitor's port to one of the origin's listeners",
  types: [TYPES.cloudflareMonitor, TYPES.cloudflarePool, TYPES.loadBalancer, TYPES.listener],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("monitor", { port: 8443 })) },
  subjects: (world) => world.all(TYPES.cloudflareMonitor),
  judge(monitor, world) {
    const pools = world.referrers(monitor, [TYPES.cloudflarePool], "monitor");
    const entries = pools
      .flatMap((pool) => hostsOfPool(pool, world))
      .flatMap((host) => endsOfName(host, world).resources)
      .filter(({ type }) => type === TYPES.loadBalancer);
    if (entries.length === 0) return undefined;
    // Default: 80 for HTTP, 443 for HTTPS [cloudflare_load_balancer_monitor, port and type].
    const port = world.number(monitor, "port") ?? (world.text(monitor, "type") === "https" ? 443 : 80);
    const deaf = [...new Set(entries)].find((entry) => {
      const listeners = listenersOf(entry, world);
      const ports = listeners.map((listener) => {
        const own = world.number(listener, "port");
        if (own === undefined) throw unseen(listener, "port");
        return own;
      });
      return ports.length > 0 && !ports.includes(port);
    });
    if (!deaf) return pass();
    return fail(`asks at port ${port}, where ${deaf.name} does not listen`, { input: "port", related: [deaf] });
  },
});
