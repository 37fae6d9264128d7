import facts from "../facts/recovery.json";
import type { GraphResource } from "../graph/graph";
import { isRecord } from "../graph/values";
import type { Reader } from "./reader";
import type { Probe, Setting } from "./topology";

const { defaults } = facts;

/** How a load balancer asks the targets of a group. */
export function targetProbe(group: GraphResource, reader: Reader): Probe {
  const set = (name: string, path: string, fallback: { readonly value: number }): Setting =>
    reader.setting(`targets.${name}`, group, path, fallback.value);
  return {
    by: "balancer",
    interval: set("interval", "healthCheck.interval", defaults.targetInterval),
    threshold: set("unhealthyThreshold", "healthCheck.unhealthyThreshold", defaults.targetDown),
    timeout: set("timeout", "healthCheck.timeout", defaults.targetTimeout),
    passes: set("healthyThreshold", "healthCheck.healthyThreshold", defaults.targetUp),
    byWorkers: asksWorkers(group, reader),
  };
}

/** Balancers of connections ask for one where nothing is set; and a port of its own may have workers of its own. */
function asksWorkers(group: GraphResource, reader: Reader): boolean {
  const own = reader.text(group, "protocol") ?? "HTTP";
  const protocol = reader.text(group, "healthCheck.protocol") ?? (own.startsWith("HTTP") ? "HTTP" : "TCP");
  const port = reader.text(group, "healthCheck.port") ?? reader.number(group, "healthCheck.port");
  const same = port === undefined || port === "traffic-port" || Number(port) === reader.number(group, "port");
  return protocol.toUpperCase().startsWith("HTTP") && same;
}

/** How the kubelet asks whether a pod is ready; undefined where it never does. */
export function podProbe(deployment: GraphResource, reader: Reader): Probe | undefined {
  const containers = reader.list(deployment, "spec.template.spec.containers");
  if (!containers.some((each) => isRecord(each) && each.readinessProbe)) return undefined;
  const at = "spec.template.spec.containers.0.readinessProbe";
  const set = (name: string, fallback: { readonly value: number }): Setting =>
    reader.setting(`readiness.${name}`, deployment, `${at}.${name}`, fallback.value);
  return {
    by: "kubelet",
    interval: set("periodSeconds", defaults.podPeriod),
    threshold: set("failureThreshold", defaults.podThreshold),
    timeout: set("timeoutSeconds", defaults.podTimeout),
    passes: set("successThreshold", defaults.podUp),
    byWorkers: reader.has(deployment, `${at}.httpGet`) || reader.has(deployment, `${at}.grpc`),
  };
}
