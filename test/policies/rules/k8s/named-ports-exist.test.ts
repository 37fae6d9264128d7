import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { namedPortsExist } from "../../../../policies/rules/k8s/named-ports-exist";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const withContainer = (over: Readonly<Record<string, unknown>>) =>
  withInputs("shop", workloadSpec({ containers: [container(over)] }));
const sendsTo = (targetPort: unknown) =>
  withInputs("shop-service", { spec: { selector: { app: "shop" }, ports: [{ port: 80, targetPort }] } });
const ports = [{ name: "http", containerPort: 8080 }];

describeRule(namedPortsExist, {
  rows: [
    ["numbers only", withContainer({ ports: undefined }), "does not apply"],
    ["a service that names the port", [withContainer({ ports }), sendsTo("http")], "pass"],
    ["a service that names another", [withContainer({ ports }), sendsTo("web")], "fail", /names no port web/],
    ["a service by number, as text", [withContainer({ ports: undefined }), sendsTo("8080")], "does not apply"],
    [
      "a probe that names another",
      withContainer({ ports, livenessProbe: { tcpSocket: { port: "admin" } } }),
      "fail",
      /livenessProbe of the port admin/,
    ],
    [
      "ports that are not known",
      withContainer({ ports: UNKNOWN, startupProbe: { httpGet: { port: "http" } } }),
      "unknown",
    ],
  ],
});
