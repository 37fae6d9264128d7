import { changed, withInputs } from "../../change-sample";
import { endsOfName } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

/** Defaults: CloudFront keeps an idle connection to a custom origin 5 s, a balancer 60 s [API references of both]. */
const CDN_SECONDS = 5;
const BALANCER_SECONDS = 60;

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: { loadBalancerType: "application", idleTimeout: 60 } },
    {
      type: TYPES.record,
      name: "origin",
      inputs: { name: "origin.example.com", type: "A", aliases: [{ name: ref("entry"), zoneId: ref("entry") }] },
    },
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: {
        origins: [
          { originId: "regions", domainName: "origin.example.com", customOriginConfig: { originKeepaliveTimeout: 30 } },
        ],
      },
    },
  ],
};

export const keepalivesGrowInward = rule({
  id: "res/keepalives-grow-inward",
  title: "A balancer keeps idle connections longer than the CDN before it",
  scope: "environment",
  severity: perTier("warning", "warning", "error", "error"),
  why: "The CDN sends a request on a connection that the balancer is just closing, and the user gets a 502. It happens most when traffic is thin: at night, and in the region that waits.",
  source:
    "Application Load Balancers user guide, connection idle timeout, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  fix: "set the balancer's idleTimeout above the origin's originKeepaliveTimeout",
  types: [TYPES.distribution, TYPES.loadBalancer, TYPES.record],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("entry", { idleTimeout: 20 })) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(cdn, world) {
    return world.list(cdn, "origins").flatMap((_, index) => {
      const at = `origins[${index}]`;
      if (!world.has(cdn, `${at}.customOriginConfig`)) return [];
      const keep = world.number(cdn, `${at}.customOriginConfig.originKeepaliveTimeout`) ?? CDN_SECONDS;
      const name = world.peek(cdn, `${at}.domainName`);
      const ends =
        typeof name === "string" ? endsOfName(name, world).resources : world.linked(cdn, "origins", TYPES.loadBalancer);
      return ends
        .filter(({ type }) => type === TYPES.loadBalancer)
        .map((balancer) => {
          const idle = world.number(balancer, "idleTimeout") ?? BALANCER_SECONDS;
          const key = `${index} ${balancer.name} ${balancer.region}`;
          if (idle > keep) return pass(key);
          return fail(`keeps connections to ${balancer.name} for ${keep} s, which closes them after ${idle} s`, {
            key,
            input: "origins",
            related: [balancer],
          });
        });
    });
  },
});
