import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { requestsSet } from "../../../../policies/rules/k8s/requests-set";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const greedy = { spec: { template: { spec: { containers: [{ name: "agent" }] } } } };

describeRule(requestsSet, {
  rows: [
    [
      "no CPU request",
      withInputs(
        "shop",
        workloadSpec({
          containers: [container({ resources: { requests: { memory: "1Gi" }, limits: { memory: "1Gi" } } })],
        }),
      ),
      "fail",
      /without CPU request$/,
    ],
    [
      "no memory limit",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ resources: { requests: { cpu: 1, memory: "1Gi" } } })] }),
      ),
      "fail",
      /memory limit/,
    ],
    [
      "limits stand for requests",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ resources: { limits: { cpu: 1, memory: "1Gi" } } })] }),
      ),
      "pass",
    ],
    [
      "the second container",
      withInputs("shop", workloadSpec({ containers: [container(), { name: "proxy" }] })),
      "fail",
      /container proxy/,
    ],
    ["a daemon set", withMore({ type: TYPES.daemonSet, name: "agent", inputs: greedy }), "fail", /container agent/],
    ["a job", withMore({ type: TYPES.job, name: "import", inputs: greedy }), "fail", /container agent/],
    [
      "a job of a schedule",
      withMore({ type: TYPES.cronJob, name: "nightly", inputs: { spec: { jobTemplate: greedy } } }),
      "fail",
      /container agent/,
    ],
    [
      "a job that a schedule made",
      withMore({
        type: TYPES.job,
        name: "nightly-1",
        inputs: { ...greedy, metadata: { ownerReferences: [{ kind: "CronJob", name: "nightly" }] } },
      }),
      "pass",
    ],
    ["not known", withInputs("shop", workloadSpec({ containers: UNKNOWN })), "unknown"],
    [
      "resources not known",
      withInputs("shop", workloadSpec({ containers: [container({ resources: UNKNOWN })] })),
      "unknown",
    ],
  ],
});
