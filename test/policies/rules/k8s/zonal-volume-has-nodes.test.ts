import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { zonalVolumeHasNodes } from "../../../../policies/rules/k8s/zonal-volume-has-nodes";
import { nodeGroup, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(zonalVolumeHasNodes, {
  rows: [
    ["bound at once, by default", withInputs("disks", { volumeBindingMode: undefined }), "fail", /bound before/],
    [
      "a driver of a whole region",
      withInputs("disks", { provisioner: "efs.csi.aws.com", volumeBindingMode: undefined }),
      "does not apply",
    ],
    ["no volumes", withInputs("ledger", workloadSpec({}, { replicas: 3 })), "does not apply"],
    [
      "a wide group that does not grow",
      withMore(nodeGroup("base", { scalingConfig: { minSize: 3, maxSize: 3 } })),
      "pass",
    ],
    ["a wide group that grows", withMore(nodeGroup("more")), "fail", /more grows over 3 zones/],
    ["a class that was not read", without("disks"), "unknown", /storage class gp3 of ledger/],
    ["nodes that were not read", without("nodes-a", "nodes-b", "nodes-c"), "unknown"],
    [
      "nodes that were not read hide no early binding",
      [without("nodes-a", "nodes-b", "nodes-c"), withInputs("disks", { volumeBindingMode: "Immediate" })],
      "fail",
    ],
    ["a binding mode that is not known", withInputs("disks", { volumeBindingMode: UNKNOWN }), "unknown"],
  ],
});
