import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { policyAdmitsService } from "../../../../policies/rules/k8s/policy-admits-service";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const selector = { matchLabels: { app: "shop" } };
const policy = (ingress: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  withInputs("shop-policy", { spec: { podSelector: selector, policyTypes: ["Ingress"], ingress, ...more } });
const sendsTo = (port: Readonly<Record<string, unknown>>) =>
  withInputs("shop-service", { spec: { selector: { app: "shop" }, ports: [port] } });
const named = withInputs(
  "shop",
  workloadSpec({ containers: [container({ ports: [{ name: "http", containerPort: 8080 }] })] }),
);

describeRule(policyAdmitsService, {
  rows: [
    ["all ports", policy([{}]), "pass"],
    ["nothing let in", policy([]), "fail", /TCP port 8080, where the service shop-service sends/],
    ["a range", policy([{ ports: [{ port: 8000, endPort: 8100 }] }]), "pass"],
    ["the other protocol", policy([{ ports: [{ port: 8080, protocol: "UDP" }] }]), "fail"],
    ["by the port's name", [named, policy([{ ports: [{ port: "http" }] }])], "pass"],
    ["by a name that no container has", [named, policy([{ ports: [{ port: "web" }] }])], "fail"],
    ["a service that names the port", [named, sendsTo({ port: 80, targetPort: "http" })], "pass"],
    ["a service without a target port", sendsTo({ port: 80 }), "fail", /TCP port 80,/],
    [
      "a second policy",
      [
        policy([]),
        withMore({
          type: TYPES.networkPolicy,
          name: "more",
          inputs: {
            metadata: { namespace: "services" },
            spec: { podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] },
          },
        }),
      ],
      "pass",
    ],
    ["about egress only", policy([], { policyTypes: ["Egress"] }), "does not apply"],
    ["another namespace's policy", withInputs("shop-policy", { metadata: { namespace: "other" } }), "does not apply"],
    ["no policy", without("shop-policy"), "does not apply"],
    ["no service", without("shop-service"), "does not apply"],
    ["a port that is not known", policy([{ ports: [{ port: UNKNOWN }] }]), "unknown", /port of shop-policy/],
  ],
});
