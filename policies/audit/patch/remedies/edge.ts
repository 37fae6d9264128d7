import type { GraphResource } from "../../../../blueprints/graph/graph";
import { TYPES } from "../../../types";
import type { World } from "../../../world/world";
import { firstRelated, fixed, own, type Remedy } from "../remedy";
import type { Settings } from "../settings";

/** Route 53 advises at most this for records that health checks move [Route 53, choosing TTL; rule edge/ttl-fits-rto]. */
const TTL_SECONDS = 60;
/** Spot's notice is 120 s: a target has to be gone before it ends. */
const WITHIN_NOTICE_SECONDS = 110;

/** Until the CDN closes a connection that it keeps, where nothing is written [CloudFront, origin keep-alive timeout]. */
const CDN_KEEPS_SECONDS = 5;
/** The longest that a balancer may be told [Elastic Load Balancing, idle timeout]. */
const MOST_IDLE_SECONDS = 4000;

/** A second longer than the CDN keeps a connection to any of its origins. */
function longer(cdn: GraphResource, world: World): number {
  const kept = world
    .list(cdn, "origins")
    .map((_, at) => world.number(cdn, `origins[${at}].customOriginConfig.originKeepaliveTimeout`) ?? CDN_KEEPS_SECONDS);
  return Math.max(...kept) + 1;
}

const balancerKeepsLonger: Remedy = (cdn, world, { related = [] }) => {
  const idleTimeout = longer(cdn, world);
  return idleTimeout > MOST_IDLE_SECONDS ? [] : related.map((resource) => ({ resource, set: { idleTimeout } }));
};

/** Where all other alarms of the region tell the same, this one tells them too. */
function asOthersAct(alarm: GraphResource, world: World): Settings | undefined {
  const others = world
    .all(TYPES.alarm)
    .filter((one) => one !== alarm && one.region === alarm.region && world.has(one, "alarmActions"))
    .map((one) => world.texts(one, "alarmActions"));
  const [first] = others;
  const agreed = first && others.every((one) => [...one].sort().join() === [...first].sort().join());
  return agreed ? { alarmActions: first } : undefined;
}

export const EDGE: Readonly<Record<string, Remedy>> = {
  "edge/health-evaluated": own((record, world) =>
    world.has(record, "aliases") ? { "aliases.evaluateTargetHealth": true } : undefined,
  ),
  "edge/health-check-is-patient": own(fixed({ failureThreshold: 2 }, TYPES.healthCheck)),
  "edge/ttl-fits-rto": own((_, __, { input }) => (input === "ttl" ? { ttl: TTL_SECONDS } : undefined)),
  "edge/cdn-serves": own((_, __, { input }) =>
    input === "enabled" || input === "isIpv6Enabled" ? { [input]: true } : undefined,
  ),
  "edge/accelerated-recovery": own((_, __, { input }) =>
    input === "enableAcceleratedRecovery" ? { [input]: true } : undefined,
  ),
  "net/balancer-deletion-guard": own(fixed({ enableDeletionProtection: true }, TYPES.loadBalancer)),
  "net/balancer-crosses-zones": own(({ type }) =>
    type === TYPES.classicLoadBalancer ? { crossZoneLoadBalancing: true } : { enableCrossZoneLoadBalancing: true },
  ),
  "net/vpc-resolves-names": own((_, __, { input }) => (input === undefined ? undefined : { [input]: true })),
  "obs/logs-expire": own(fixed({ retentionInDays: 30 }, TYPES.logGroup)),
  "obs/alarm-acts": own((alarm, world, { input }) =>
    input === "actionsEnabled" ? { actionsEnabled: true } : asOthersAct(alarm, world),
  ),
  "res/keepalives-grow-inward": balancerKeepsLonger,
  "res/zonal-shift-ready": own(fixed({ enableZonalShift: true }, TYPES.loadBalancer)),
  "sec/balancer-drops-bad-headers": own(fixed({ dropInvalidHeaderFields: true }, TYPES.loadBalancer)),
  "sec/key-rotates": own(fixed({ enableKeyRotation: true }, TYPES.kmsKey)),
  "sec/no-address-unasked": own(fixed({ mapPublicIpOnLaunch: false }, TYPES.subnet)),
  "sec/imdsv2": firstRelated(fixed({ "metadataOptions.httpTokens": "required" }, TYPES.launchTemplate, TYPES.instance)),
  // A certificate of its own has to be there: CloudFront's takes what it takes.
  "sec/cdn-tls-current": own((cdn, world) =>
    world.has(cdn, "viewerCertificate.acmCertificateArn")
      ? { "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2021" }
      : undefined,
  ),
  "small/no-sticky-session": own(fixed({ "stickiness.enabled": false }, TYPES.targetGroup)),
  "small/drain-fits": own((targets, world) =>
    Number(world.peek(targets, "deregistrationDelay") ?? 300) > WITHIN_NOTICE_SECONDS
      ? { deregistrationDelay: WITHIN_NOTICE_SECONDS }
      : undefined,
  ),
};
