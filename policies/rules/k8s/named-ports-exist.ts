import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { namedPort } from "../../facts/network-policies";
import { containerPaths, podOf, servicesOf, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const withPorts = (ports: unknown) =>
  withInputs(
    "shop",
    workloadSpec({
      containers: [container({ ports, readinessProbe: { httpGet: { path: "/ready", port: "http" } } })],
    }),
  );

const compliant = changed(manifests, withPorts([{ name: "http", containerPort: 8080 }]));

const PROBES: readonly string[] = ["readinessProbe", "livenessProbe", "startupProbe"];
const QUESTIONS: readonly string[] = ["httpGet", "tcpSocket"];

export const namedPortsExist = rule({
  id: "k8s/named-ports-exist",
  title: "Probes and services name ports that the containers have",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A service whose port no container names has no endpoint for it and sends nothing anywhere; a probe of such a port fails for ever, and the pod is restarted or never ready.",
  source:
    "Kubernetes, services, port definitions, https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports; probes by a named port, https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port",
  fix: "name the container's port as the probe or service does",
  types: [...WORKLOADS, TYPES.service],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withPorts([{ name: "web", containerPort: 8080 }])) },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world): readonly Verdict[] | undefined {
    const verdicts = [...probed(workload, world), ...served(workload, world)];
    return verdicts.length > 0 ? verdicts : undefined;
  },
});

/** A probe names a port of its own container. */
const probed = (workload: GraphResource, world: World): readonly Verdict[] =>
  containerPaths(workload, world).flatMap((path) => {
    const own = world.list(workload, `${path}.ports`).map((_, at) => world.text(workload, `${path}.ports[${at}].name`));
    return PROBES.flatMap((probe) =>
      QUESTIONS.flatMap((question): readonly Verdict[] => {
        const input = `${path}.${probe}.${question}.port`;
        const port = world.text(workload, input);
        if (port === undefined || isNumber(port)) return [];
        const key = input.slice(podOf(workload).length + 1);
        if (own.includes(port)) return [pass(key)];
        return [fail(`has a ${probe} of the port ${port}, which its container does not name`, { key, input })];
      }),
    );
  });

const served = (workload: GraphResource, world: World): readonly Verdict[] =>
  servicesOf(workload, world).flatMap((service) =>
    world.list(service, "spec.ports").flatMap((_, index): readonly Verdict[] => {
      const target = world.text(service, `spec.ports[${index}].targetPort`);
      if (target === undefined || isNumber(target)) return [];
      const key = `${service.name} ${target}`;
      if (namedPort(workload, target, world) !== undefined) return [pass(key)];
      return [fail(`names no port ${target}, to which the service ${service.name} sends`, { key, related: [service] })];
    }),
  );

const isNumber = (port: string): boolean => /^\d+$/.test(port);
