import type { InstanceService } from "../../manifest/manifest";
import { bindingsOf } from "../bindings";
import { makePart, type RegionContext } from "../context";
import { REQUEST_TARGET_SHARE } from "../fixed";
import { regionCidr } from "../network";
import type { ServiceArgs } from "../parts";
import type { PartOf } from "../plan";
import { peersRegions } from "../stores";

export function servicePart(context: RegionContext, name: string, service: InstanceService): PartOf<"service"> {
  const { at, derived } = context;
  const path = `services.${name}`;
  return makePart(
    "service",
    name,
    at(path),
    {
      port: service.port,
      healthPath: service.healthPath,
      paths: service.paths,
      priority: context.priority(name),
      image: imageIn(context.region, service),
      instanceTypes: service.instanceTypes,
      minimum: service.scaling.minimum,
      maximum: service.scaling.maximum,
      targetCpu: service.scaling.targetCpu,
      requestsPerMinutePerUnit: Math.max(1, Math.floor(service.capacityRps * 60 * REQUEST_TARGET_SHARE)),
      spot: service.spot,
      onDemandBase: service.scaling.minimum,
      predictive: service.predictive,
      warmPool: service.warmPool,
      bootSeconds: service.bootSeconds,
      ...(service.schedule && { schedule: service.schedule }),
      environment: service.environment,
      bindings: bindingsOf(context, service),
      parameterPrefix: context.names.parameterPrefix(name),
      ...peersOf(context),
    },
    {
      port: at(`${path}.port`),
      healthPath: at(`${path}.health`),
      paths: at(`${path}.paths`),
      priority: derived("more specific paths first, then by the service's name", `${path}.paths`),
      image: at(`${path}.image`),
      instanceTypes: at(`${path}.instanceTypes`),
      minimum: at(`${path}.scaling.minimum`),
      maximum: at(`${path}.scaling.maximum`),
      targetCpu: at(`${path}.scaling.targetCpu`),
      requestsPerMinutePerUnit: derived(`capacity x 60 x ${REQUEST_TARGET_SHARE}`, `${path}.capacity`),
      spot: at(`${path}.spot`),
      onDemandBase: derived("the minimum is on demand, Spot only above it", `${path}.scaling.minimum`, `${path}.spot`),
      predictive: at(`${path}.predictive`),
      warmPool: at(`${path}.warmPool`),
      bootSeconds: at(`${path}.bootTime`),
      schedule: at(`${path}.schedule`),
      environment: at(`${path}.environment`),
      bindings: derived("endpoints and secrets of what it reads and writes", `${path}.reads`, `${path}.writes`),
      parameterPrefix: derived("/<name>/<environment>/<service>", "name", path),
      peerCidrs: derived(
        "the primary's network, for stores that are reached over a peering",
        "regions.primary",
        "data",
        "sessions.otherRegionsWrite",
      ),
    },
  );
}

function peersOf(context: RegionContext): Pick<ServiceArgs, "peerCidrs"> {
  const { regions, network } = context.manifest;
  if (context.role === "primary" || !peersRegions(context)) return {};
  return { peerCidrs: [regionCidr(regions.primary, network.cidr)] };
}

function imageIn(region: string, { image }: InstanceService): ServiceArgs["image"] {
  if ("ssm" in image) return { ssm: image.ssm };
  const ami = image.byRegion[region];
  // The manifest's check refuses a map that lacks a region in use.
  if (ami === undefined) throw new RangeError(`no image is given for region ${region}`);
  return { ami };
}
