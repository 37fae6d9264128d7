import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, without, withResource } from "../../../../policies/change-sample";
import { podsCarryLoad } from "../../../../policies/rules/k8s/pods-carry-load";
import { ref } from "../../../../policies/sample";
import { autoscalerSpec, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(podsCarryLoad, {
  rows: [
    [
      "too few at night",
      withInputs("shop-scaling", autoscalerSpec({ minReplicas: 2 })),
      "fail",
      /minimum of 2 pods in 3 zones: without one, 1 carry/,
    ],
    [
      "a count without an autoscaler",
      [without("shop-scaling"), withInputs("shop", workloadSpec({}, { replicas: 10 }))],
      "pass",
    ],
    [
      "too small a count",
      [without("shop-scaling"), withInputs("shop", workloadSpec({}, { replicas: 9 }))],
      "fail",
      /900 requests/,
    ],
    [
      "half of the load in each of three regions: one may be gone",
      [
        declaring({ routing: "active-active", regions: ["eu-west-1", "us-east-1", "ap-south-1"] }),
        withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 5 })),
      ],
      "pass",
    ],
    [
      "half of the load in each of two regions",
      [
        declaring({ routing: "active-active", regions: ["eu-west-1", "us-east-1"] }),
        withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 5 })),
      ],
      "fail",
      /500 .* peak 1000 .* as when one of 2 regions is gone/,
    ],
    ["one zone", withInputs("nodes", { subnetIds: [ref("subnet-a")] }), "pass"],
    ["a service that nobody declared", withResource("shop", { part: "other" }), "does not apply"],
    ["no manifest", declaring({ services: {} }), "does not apply"],
    ["a minimum that is not known", withInputs("shop-scaling", autoscalerSpec({ minReplicas: UNKNOWN })), "unknown"],
    ["no nodes in sight", without("nodes"), "unknown", /node groups of cluster/],
  ],
});
