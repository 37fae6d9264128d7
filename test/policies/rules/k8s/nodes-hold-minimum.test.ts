import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodesHoldMinimum } from "../../../../policies/rules/k8s/nodes-hold-minimum";
import { autoscalerSpec, container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const fewest = (minReplicas: unknown) => withInputs("shop-scaling", autoscalerSpec({ minReplicas, maxReplicas: 40 }));

describeRule(nodesHoldMinimum, {
  rows: [
    ["just enough cores", fewest(19), "pass"],
    ["one pod too many", fewest(20), "fail", /pods of 10 cores and nodes that hold 9\.6/],
    [
      "too little memory",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ resources: { requests: { cpu: "100m", memory: "13Gi" } } })] }),
      ),
      "fail",
      /MiB/,
    ],
    [
      "Karpenter",
      [fewest(20), withMore({ type: "kubernetes:karpenter.sh/v1:NodePool", name: "pool" })],
      "does not apply",
    ],
    ["no workloads in sight", without("shop", "shop-scaling", "shop-budget", "shop-service"), "does not apply"],
    ["nodes by other means", without("nodes"), "unknown"],
    ["a minimum that is not known", fewest(UNKNOWN), "unknown"],
  ],
});
