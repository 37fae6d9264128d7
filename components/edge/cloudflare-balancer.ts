import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import { ORIGIN_HEADER } from "../links";
import type { CloudflareArgs } from "./cloudflare-args";

/**
 * Failover of all requests between regions, in an order: first the origin's name, where DNS chooses the nearest region
 * that is healthy, then each region by its own name. A load balancer's name needs no record, and one beside it would
 * never be asked [developers.cloudflare.com/load-balancing/load-balancers/dns-records].
 */
export function makeBalancer(
  make: Make,
  name: string,
  args: CloudflareArgs,
  after: readonly pulumi.Resource[],
): cloudflare.LoadBalancer {
  const monitor = makeMonitor(make, name, args);
  const pools = [args.originName, ...(args.regionHostNames ?? [])].map((address) =>
    makePool(make, name, args, address, monitor),
  );
  const [last] = pools.slice(-1);
  return make(
    cloudflare.LoadBalancer,
    `${name}-balancer`,
    {
      zoneId: args.cloudflare.zoneId,
      name: args.domain,
      description: "Regions in the order in which they are asked",
      proxied: true,
      enabled: true,
      steeringPolicy: "off",
      defaultPools: pools.map(({ id }) => id),
      // Where every pool is down: any but the one that is asked first.
      fallbackPool: last ? last.id : "",
    },
    {
      transform: args.transform?.loadBalancer,
      from: { name: "domain", zoneId: "cloudflare.zoneId", defaultPools: "regionHostNames" },
      opts: { dependsOn: [...after] },
    },
  );
}

/** Asks as the CDN would: with the header that origins demand, which rules do not add to a monitor's requests. */
const makeMonitor = (make: Make, name: string, args: CloudflareArgs): cloudflare.LoadBalancerMonitor =>
  make(
    cloudflare.LoadBalancerMonitor,
    `${name}-monitor`,
    {
      accountId: args.cloudflare.accountId,
      description: `Regions of ${args.domain}`,
      type: "https",
      method: "GET",
      port: 443,
      path: args.healthPath ?? "/",
      expectedCodes: "2xx",
      // 60 s is the least on the Pro plan [developers.cloudflare.com/load-balancing/monitors/]; times out after 5 s, twice more at once.
      interval: 60,
      timeout: 5,
      retries: 2,
      header: pulumi.secret(args.originSecret).apply((secret) => ({ Host: [args.domain], [ORIGIN_HEADER]: [secret] })),
    },
    { transform: args.transform?.monitor, from: { path: "healthPath", accountId: "cloudflare.accountId" } },
  );

const makePool = (
  make: Make,
  name: string,
  args: CloudflareArgs,
  address: string,
  monitor: cloudflare.LoadBalancerMonitor,
): cloudflare.LoadBalancerPool => {
  const label = address === args.originName ? "nearest" : (address.split(".")[0] ?? address);
  return make(
    cloudflare.LoadBalancerPool,
    `${name}-pool-${label}`,
    {
      accountId: args.cloudflare.accountId,
      // Unique in the account: the address is.
      name: address.replace(/[^a-zA-Z0-9]+/g, "-"),
      enabled: true,
      minimumOrigins: 1,
      monitor: monitor.id,
      origins: [{ name: label, address, enabled: true, weight: 1, header: { hosts: [args.domain] } }],
    },
    {
      transform: args.transform?.pool,
      from: { name: "regionHostNames", origins: "regionHostNames", accountId: "cloudflare.accountId" },
    },
  );
};
