import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore } from "../../change-sample";
import { ifNothingIsHidden } from "../../facts/accounts";
import { admitsPort, linesFor, namedPort, type Protocol } from "../../facts/network-policies";
import { servicesOf, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { manifests, networkPolicy } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant = changed(
  manifests,
  withInputs("shop-service", { spec: { selector: { app: "shop" }, ports: [{ port: 80, targetPort: 8080 }] } }),
  withMore(networkPolicy()),
);

export const policyAdmitsService = rule({
  id: "k8s/policy-admits-service",
  title: "Network policies let in what a service sends to its pods",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Pods that any policy selects take only what some policy lets in. Where none names the port that the service sends to, each request runs into a timeout while probes, which come from the node, go on saying that all is well.",
  source:
    "Kubernetes, network policies, the two sorts of pod isolation, https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation",
  fix: "let the service's target port in by a policy that selects its pods",
  types: [TYPES.networkPolicy, TYPES.service, ...WORKLOADS],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("shop-policy", networkPolicy({ port: 8081 }).inputs ?? {})),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world): readonly Verdict[] | undefined {
    const services = servicesOf(workload, world);
    if (services.length === 0) return undefined;
    const lines = linesFor(workload, "ingress", world);
    if (!lines) return undefined;
    return services.flatMap((service) =>
      targetsOf(service, workload, world).map(({ port, protocol }): Verdict => {
        const key = `${service.name} ${port}`;
        if (anyOf(lines, (line) => admitsPort(line, port, protocol, workload, world))) return pass(key);
        ifNothingIsHidden(workload, "network policies", world);
        return fail(`is let in by no policy on ${protocol} port ${port}, where the service ${service.name} sends`, {
          key,
          input: "spec",
          related: [service],
        });
      }),
    );
  },
});

interface Target {
  readonly port: number;
  readonly protocol: Protocol;
}

/** Where a service sends; a name that no container has is another rule's matter (k8s/named-ports-exist). */
const targetsOf = (service: GraphResource, workload: GraphResource, world: World): readonly Target[] =>
  world.list(service, "spec.ports").flatMap((_, index) => {
    const at = `spec.ports[${index}]`;
    // Default: the service's own port [Kubernetes API, ServicePort].
    const text = world.text(service, `${at}.targetPort`) ?? world.text(service, `${at}.port`);
    if (text === undefined) throw unseen(service, `${at}.port`);
    const port = /^\d+$/.test(text) ? Number(text) : namedPort(workload, text, world);
    const protocol: Protocol = world.text(service, `${at}.protocol`) === "UDP" ? "UDP" : "TCP";
    return port === undefined ? [] : [{ port, protocol }];
  });
