import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodesSurviveShortage } from "../../../../policies/rules/k8s/nodes-survive-shortage";
import { autoscalerSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const scaling = (maxSize: number) => ({ scalingConfig: { minSize: 0, maxSize, desiredSize: 0 } });
const most = (maxReplicas: unknown) => withInputs("shop-scaling", autoscalerSpec({ maxReplicas }));

describeRule(nodesSurviveShortage, {
  rows: [
    [
      "a spare group that is too small",
      [most(20), withInputs("spare", scaling(1))],
      "fail",
      /holds 6\.4 when AWS has no more m7g\.xlarge/,
    ],
    [
      "one group of two types",
      [without("spare"), withInputs("elastic", { instanceTypes: ["m7g.xlarge", "m6g.xlarge"] })],
      "pass",
    ],
    ["pods that fit what runs already", most(6), "does not apply"],
    ["pods that fit nowhere", most(80), "does not apply"],
    [
      "Karpenter",
      [without("spare"), withMore({ type: "kubernetes:karpenter.sh/v1:NodePool", name: "pool" })],
      "does not apply",
    ],
    ["no workloads in sight", without("shop", "shop-scaling"), "does not apply"],
    ["a maximum that is not known", most(UNKNOWN), "unknown"],
    ["types that are not known", withInputs("spare", { instanceTypes: [UNKNOWN] }), "unknown"],
  ],
});
