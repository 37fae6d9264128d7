import type { Kubernetes, KubernetesService } from "../../manifest/manifest";
import { bindingsOf } from "../bindings";
import { makePart, type RegionContext } from "../context";
import { GRACEFUL_SECONDS, NAMESPACE } from "../fixed";
import { regionCidr } from "../network";
import type { WorkloadArgs } from "../parts";
import type { PartOf } from "../plan";
import { regionHostName } from "./entry";

export function workloadPart(
  context: RegionContext,
  kubernetes: Kubernetes,
  name: string,
  service: KubernetesService,
): PartOf<"workload"> {
  const { at, derived, fixed, region } = context;
  const path = `services.${name}`;
  return makePart(
    "workload",
    name,
    at(path),
    {
      namespace: NAMESPACE,
      image: service.image,
      port: service.port,
      healthPath: service.healthPath,
      minimum: service.scaling.minimum,
      maximum: service.scaling.maximum,
      targetCpu: service.scaling.targetCpu,
      cpuCores: service.cpuCores,
      memoryMiB: service.memoryMiB,
      environment: service.environment,
      bindings: bindingsOf(context, service),
      region,
      wayIn: wayIn(context, kubernetes, name, service),
      gracefulSeconds: GRACEFUL_SECONDS,
    },
    {
      namespace: fixed("one namespace for the services of an environment"),
      image: at(`${path}.image`),
      port: at(`${path}.port`),
      healthPath: at(`${path}.health`),
      minimum: at(`${path}.scaling.minimum`),
      maximum: at(`${path}.scaling.maximum`),
      targetCpu: at(`${path}.scaling.targetCpu`),
      cpuCores: at(`${path}.cpu`),
      memoryMiB: at(`${path}.memory`),
      environment: at(`${path}.environment`),
      bindings: derived("endpoints and secrets of what it reads and writes", `${path}.reads`, `${path}.writes`),
      region: at("regions"),
      wayIn: derived(
        "node port by the service's name, or the ingress of an existing cluster",
        "kubernetes.cluster",
        path,
      ),
      gracefulSeconds: fixed("Kubernetes' own default"),
    },
  );
}

function wayIn(
  { region, manifest, nodePort }: RegionContext,
  kubernetes: Kubernetes,
  name: string,
  { paths }: KubernetesService,
): WorkloadArgs["wayIn"] {
  if (kubernetes.cluster === "existing")
    return { ingressClass: kubernetes.ingressClass, hosts: hostsOf(manifest.domain.name, region), paths };
  return { nodePort: nodePort(name), fromCidr: regionCidr(region, manifest.network.cidr) };
}

/** CDNs hand on the host that the visitor asked for, and without one people ask for the domain itself; probes ask for the region. */
const hostsOf = (domain: string, region: string): readonly string[] => [domain, regionHostName(domain, region)];
