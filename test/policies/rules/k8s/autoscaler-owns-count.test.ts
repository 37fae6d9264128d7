import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { autoscalerOwnsCount } from "../../../../policies/rules/k8s/autoscaler-owns-count";
import { ref } from "../../../../policies/sample";
import { autoscaler, autoscalerSpec, container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(autoscalerOwnsCount, {
  rows: [
    ["without an autoscaler", without("shop-scaling"), "does not apply"],
    [
      "a count whose changes are ignored",
      [
        withInputs("shop", workloadSpec({}, { replicas: 3 })),
        withResource("shop", { ignoreChanges: ["spec.replicas"] }),
      ],
      "pass",
    ],
    [
      "a count that is not known is there all the same",
      withInputs("shop", workloadSpec({}, { replicas: UNKNOWN })),
      "fail",
      /sets replicas/,
    ],
    ["two autoscalers", withMore({ ...autoscaler, name: "second" }), "fail", /2 autoscalers/],
    [
      "a target by reference",
      [
        withInputs("shop", workloadSpec({}, { replicas: 3 })),
        withInputs("shop-scaling", autoscalerSpec({ scaleTargetRef: { kind: "Deployment", name: ref("shop") } })),
      ],
      "fail",
    ],
    [
      "no request for the metric",
      withInputs("shop", workloadSpec({ containers: [container(), container({ name: "sidecar", resources: {} })] })),
      "fail",
      /no cpu request in sidecar/,
    ],
    [
      "a limit stands for the request",
      withInputs("shop", workloadSpec({ containers: [container({ resources: { limits: { cpu: "1" } } })] })),
      "pass",
    ],
    [
      "a metric that is no utilisation",
      [
        withInputs("shop", workloadSpec({ containers: [container({ resources: {} })] })),
        withInputs("shop-scaling", autoscalerSpec({ metrics: [{ type: "External" }] })),
      ],
      "pass",
    ],
    [
      "no metric is the share of CPU",
      [
        withInputs("shop", workloadSpec({ containers: [container({ resources: {} })] })),
        withInputs("shop-scaling", autoscalerSpec({ metrics: undefined })),
      ],
      "fail",
    ],
  ],
});
