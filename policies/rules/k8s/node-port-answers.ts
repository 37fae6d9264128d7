import facts from "../../../blueprints/facts/kubernetes-network.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore } from "../../change-sample";
import { hasHiddenObjects } from "../../facts/accounts";
import { membersOf } from "../../facts/balancers";
import { objectsOf } from "../../facts/nodes";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { ref } from "../../sample";
import { cluster } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const nodePort = (port: number) => ({
  spec: { type: "NodePort", selector: { app: "shop" }, ports: [{ port: 80, nodePort: port }] },
});

const compliant = changed(
  cluster,
  withInputs("shop-service", nodePort(30080)),
  withMore(
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 30080, targetType: "instance" } },
    {
      type: TYPES.groupAttachment,
      name: "attachment",
      inputs: { autoscalingGroupName: ref("nodes"), lbTargetGroupArn: ref("targets") },
    },
  ),
);

export const nodePortAnswers = rule({
  id: "k8s/node-port-answers",
  title: "A load balancer asks nodes at a port that a service has there",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "A node answers at exactly the node ports of its cluster's services. At any other the connection is refused: no target is ever healthy, and the service is out of reach though its pods are ready.",
  source:
    "Kubernetes, services of type NodePort, https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport",
  fix: "give the service this nodePort, or the target group the service's",
  types: [TYPES.targetGroup, TYPES.groupAttachment, TYPES.eksNodeGroup, TYPES.service],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("shop-service", nodePort(30081))) },
  subjects: (world) => world.all(TYPES.targetGroup).filter((targets) => clustersBehind(targets, world).length > 0),
  judge(targets, world) {
    const port = world.number(targets, "port");
    if (port === undefined) throw unseen(targets, "port");
    const { first, last } = facts.nodePorts;
    // A program that takes the node's own port needs no service.
    if (port < first || port > last) return undefined;
    const [cluster] = clustersBehind(targets, world);
    if (!cluster) return undefined;
    const services = objectsOf(cluster, world, TYPES.service).filter((service) =>
      ["NodePort", "LoadBalancer"].includes(world.text(service, "spec.type") ?? ""),
    );
    if (anyOf(services, (service) => portsOf(service, world).includes(port))) return pass();
    // Where none of the cluster's node ports is in the graph, its services are somebody else's.
    if (services.length === 0) return unknown(`services of ${cluster.name}`);
    if (services.some((service) => hasHiddenObjects(service, world)))
      return unknown(`services of ${cluster.name} that a chart may bring`);
    return fail(`asks nodes of ${cluster.name} at port ${port}, which none of its services has`, {
      input: "port",
      related: services,
    });
  },
});

const clustersBehind = (targets: GraphResource, world: World): readonly GraphResource[] => [
  ...new Set(
    membersOf(targets, world)
      .filter(({ type }) => type === TYPES.eksNodeGroup)
      .flatMap((group) => world.linked(group, "clusterName", TYPES.eksCluster)),
  ),
];

/** Node ports of a service; unknown where Kubernetes chooses one. */
const portsOf = (service: GraphResource, world: World): readonly number[] =>
  world.list(service, "spec.ports").map((_, index) => {
    const at = `spec.ports[${index}].nodePort`;
    const port = world.number(service, at);
    if (port === undefined) throw unseen(service, at);
    return port;
  });
