import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { policyAdmitsNeeds } from "../../../../policies/rules/k8s/policy-admits-needs";
import { networkPolicy, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const policy = (egress: unknown) =>
  withInputs("shop-policy", {
    spec: { podSelector: { matchLabels: { app: "shop" } }, policyTypes: ["Egress"], egress },
  });
const out = (...ports: readonly number[]) => withInputs("shop-policy", networkPolicy({ out: ports }).inputs ?? {});
const identity = withMore({
  type: TYPES.podIdentity,
  name: "identity",
  inputs: { clusterName: "shop", namespace: "services", serviceAccount: "default" },
});
const dns = { ports: [{ port: 53, protocol: "UDP" }, { port: 53 }] };
const store = { ports: [{ port: 5432 }] };
const https = { ports: [{ port: 443 }] };
const agent = (to: unknown) => ({ ports: [{ port: 80 }], to });

describeRule(policyAdmitsNeeds, {
  rows: [
    ["no names", out(443, 5432), "fail", /UDP port 53 of the cluster's DNS/],
    ["no long answers", policy([{ ports: [{ port: 53, protocol: "UDP" }] }, store]), "fail", /TCP port 53/],
    ["a resolver of its own", [out(443, 5432), withInputs("shop", workloadSpec({ dnsPolicy: "None" }))], "pass"],
    ["everything", policy([{}]), "pass"],
    ["shut in on purpose", policy([]), "does not apply"],
    ["no policy", without("shop-policy"), "does not apply"],
    ["a store of another region", [out(53), withResource("orders", { region: "us-east-1" })], "pass"],
    ["a store that it does not use", [out(53), declaring({ services: {} })], "pass"],
    ["a store by its engine's default", [withInputs("orders", { port: undefined })], "pass"],
    ["a store whose port is not known", withInputs("orders", { port: UNKNOWN }), "unknown", /port of orders/],
    [
      "an identity and no way to the agent",
      [identity, policy([dns, store, https])],
      "fail",
      /port 80 of 169\.254\.170\.23/,
    ],
    ["an identity and no way to AWS", [identity, policy([dns, store, agent([])])], "fail", /port 443 of AWS/],
    [
      "an identity and both",
      [identity, policy([dns, store, https, agent([{ ipBlock: { cidr: "169.254.170.23/32" } }])])],
      "pass",
    ],
    [
      "an identity and another address",
      [identity, policy([dns, store, https, agent([{ ipBlock: { cidr: "169.254.169.254/32" } }])])],
      "fail",
      /169\.254\.170\.23/,
    ],
    [
      "an address that is left out",
      [identity, policy([dns, store, https, agent([{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }])])],
      "fail",
    ],
  ],
});
