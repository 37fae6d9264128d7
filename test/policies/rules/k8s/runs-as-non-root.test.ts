import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { runsAsNonRoot } from "../../../../policies/rules/k8s/runs-as-non-root";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const withPod = (securityContext: unknown, own?: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  withInputs("shop", workloadSpec({ securityContext, containers: [container({ securityContext: own })], ...more }));

describeRule(runsAsNonRoot, {
  rows: [
    ["the container's own setting", withPod(undefined, { runAsNonRoot: true }), "pass"],
    ["a container that takes it back", withPod({ runAsNonRoot: true }, { runAsNonRoot: false }), "fail", /may run/],
    ["another user", withPod({ runAsUser: 1000 }), "pass"],
    ["another user, and root welcome", withPod({ runAsUser: 1000, runAsNonRoot: false }), "fail", /may run/],
    ["root by number", withPod({ runAsNonRoot: true, runAsUser: 0 }), "fail", /user 0/],
    ["a pod that is part of its node", withPod(undefined, undefined, { hostPID: true }), "does not apply"],
    ["not known", withPod({ runAsNonRoot: UNKNOWN }), "unknown", /runAsNonRoot of shop/],
  ],
});
