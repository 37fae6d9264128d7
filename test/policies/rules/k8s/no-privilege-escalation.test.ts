import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { noPrivilegeEscalation } from "../../../../policies/rules/k8s/no-privilege-escalation";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const good = { securityContext: { allowPrivilegeEscalation: false } };
const withPod = (pod: Readonly<Record<string, unknown>>) => withInputs("shop", workloadSpec(pod));

describeRule(noPrivilegeEscalation, {
  rows: [
    ["nothing written", withPod({ containers: [container()] }), "fail", /more rights/],
    [
      "one of two containers",
      withPod({ containers: [container(good), container({ name: "proxy" })] }),
      "fail",
      /container proxy/,
    ],
    [
      "a container that runs before",
      withPod({ containers: [container(good)], initContainers: [container({ name: "init" })] }),
      "fail",
      /container init/,
    ],
    ["a pod that is part of its node", withPod({ hostNetwork: true, containers: [container()] }), "does not apply"],
    [
      "a pod with the node's files",
      withPod({ volumes: [{ hostPath: { path: "/var/log" } }], containers: [container()] }),
      "does not apply",
    ],
    [
      "a cron job",
      [
        without("shop", "shop-scaling"),
        withMore({
          type: TYPES.cronJob,
          name: "nightly",
          inputs: { spec: { jobTemplate: { spec: { template: { spec: { containers: [container(good)] } } } } } },
        }),
      ],
      "pass",
    ],
    [
      "not known",
      withPod({ containers: [container({ securityContext: { allowPrivilegeEscalation: UNKNOWN } })] }),
      "unknown",
      /allowPrivilegeEscalation of shop/,
    ],
    ["containers that are not known", withPod({ containers: UNKNOWN }), "unknown"],
  ],
});
