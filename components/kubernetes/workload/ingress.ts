import type { types } from "@pulumi/kubernetes";
import type { WorkloadArgs as WorkloadPart } from "../../../blueprints/plan/parts";

type IngressWay = Extract<WorkloadPart["wayIn"], { readonly ingressClass: string }>;

/** The way in of a cluster that has an ingress controller: the same paths for each host. */
export const ingressSpec = (
  service: string,
  { ingressClass, hosts, paths }: IngressWay,
): types.input.networking.v1.IngressSpec => ({
  ingressClassName: ingressClass,
  rules: hosts.map((host) => ({
    host,
    http: {
      paths: paths.map((pattern) => ({
        ...ingressPath(pattern),
        backend: { service: { name: service, port: { name: "http" } } },
      })),
    },
  })),
});

/**
 * A load balancer's path pattern as an ingress path: `/api/*` is the prefix `/api`, a path without a wildcard is that
 * path alone. Other wildcards are the controller's own matter.
 */
export function ingressPath(pattern: string): {
  path: string;
  pathType: "Prefix" | "Exact" | "ImplementationSpecific";
} {
  if (!/[*?]/.test(pattern)) return { path: pattern, pathType: "Exact" };
  const prefix = /^([^*?]*)\/\*$/.exec(pattern)?.[1];
  if (prefix !== undefined) return { path: prefix === "" ? "/" : prefix, pathType: "Prefix" };
  return { path: pattern, pathType: "ImplementationSpecific" };
}
