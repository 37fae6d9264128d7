import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { twoOrMore } from "../../../../policies/rules/k8s/two-or-more";
import { autoscaler, autoscalerSpec, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(twoOrMore, {
  rows: [
    ["one replica", withInputs("shop", workloadSpec({}, { replicas: 1 })), "fail", /1 replica/],
    ["no count: Kubernetes makes one", withInputs("shop", workloadSpec()), "fail", /1 replica/],
    ["switched off", withInputs("shop", workloadSpec({}, { replicas: 0 })), "does not apply"],
    [
      "an autoscaler with its default minimum",
      [withMore(autoscaler), withInputs("shop-scaling", autoscalerSpec({ minReplicas: undefined }))],
      "fail",
      /down to 1/,
    ],
    [
      "an autoscaler with a minimum of two",
      [
        withInputs("shop", workloadSpec({}, { replicas: 1 })),
        withMore(autoscaler),
        withInputs("shop-scaling", autoscalerSpec({ minReplicas: 2 })),
      ],
      "pass",
    ],
    [
      "an autoscaler of another workload",
      [
        withInputs("shop", workloadSpec({}, { replicas: 1 })),
        withMore(autoscaler),
        withInputs("shop-scaling", autoscalerSpec({ scaleTargetRef: { kind: "Deployment", name: "other" } })),
      ],
      "fail",
    ],
    [
      "a count that is not known",
      withInputs("shop", workloadSpec({}, { replicas: UNKNOWN })),
      "unknown",
      /spec.replicas of shop/,
    ],
    [
      "an autoscaler whose target is not known",
      [
        withMore(autoscaler),
        withInputs("shop-scaling", autoscalerSpec({ scaleTargetRef: { kind: "Deployment", name: UNKNOWN } })),
      ],
      "unknown",
    ],
  ],
});
