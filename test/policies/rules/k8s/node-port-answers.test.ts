import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodePortAnswers } from "../../../../policies/rules/k8s/node-port-answers";
import { describeRule } from "../../support";

const service = (nodePort: unknown, type = "NodePort") =>
  withInputs("shop-service", { spec: { type, selector: { app: "shop" }, ports: [{ port: 80, nodePort }] } });

describeRule(nodePortAnswers, {
  rows: [
    ["a service inside the cluster", service(30080, "ClusterIP"), "unknown", /services of cluster/],
    ["a service that makes a load balancer too", service(30080, "LoadBalancer"), "pass"],
    ["a port that Kubernetes chooses", service(undefined), "unknown", /nodePort of shop-service/],
    ["a port that is not known", service(UNKNOWN), "unknown"],
    ["another port", withInputs("targets", { port: 30090 }), "fail", /port 30090, which none of its services has/],
    ["a program on the node itself", withInputs("targets", { port: 9100 }), "does not apply"],
    ["a port of the targets that is not known", withInputs("targets", { port: UNKNOWN }), "unknown", /port of targets/],
    [
      "what a chart may bring",
      [service(30081), withMore({ type: "kubernetes:helm.sh/v3:Release", name: "chart" })],
      "unknown",
      /a chart may bring/,
    ],
    ["targets that are no nodes", without("attachment"), "does not apply"],
  ],
});
