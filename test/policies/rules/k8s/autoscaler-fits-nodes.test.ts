import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { autoscalerFitsNodes } from "../../../../policies/rules/k8s/autoscaler-fits-nodes";
import { ref } from "../../../../policies/sample";
import {
  autoscalerSpec,
  container,
  deployment,
  nodeGroup,
  workloadSpec,
} from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(autoscalerFitsNodes, {
  rows: [
    ["all cores that six nodes leave to pods", withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 38 })), "pass"],
    [
      "one pod more",
      withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 39 })),
      "fail",
      /19.5 cores .* hold 19.2/,
    ],
    [
      "memory",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ resources: { requests: { cpu: "100m", memory: "8Gi" } } })] }),
      ),
      "fail",
      /98304 MiB/,
    ],
    [
      "one group a zone, without slack for the loss of one",
      [
        without("nodes"),
        withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 30 })),
        withMore(
          ...["a", "b", "c"].map((zone) =>
            nodeGroup(`nodes-${zone}`, {
              subnetIds: [ref(`subnet-${zone}`)],
              scalingConfig: { minSize: 1, maxSize: 2 },
            }),
          ),
        ),
      ],
      "fail",
      /without zone eu-west-1a/,
    ],
    [
      "one group a zone, with slack",
      [
        without("nodes"),
        withInputs("shop-scaling", autoscalerSpec({ maxReplicas: 30 })),
        withMore(
          ...["a", "b", "c"].map((zone) =>
            nodeGroup(`nodes-${zone}`, {
              subnetIds: [ref(`subnet-${zone}`)],
              scalingConfig: { minSize: 1, maxSize: 3 },
            }),
          ),
        ),
      ],
      "pass",
    ],
    [
      "the limit of the cluster autoscaler",
      withMore({
        ...deployment,
        name: "scaler",
        inputs: {
          metadata: { name: "scaler" },
          ...workloadSpec({ containers: [container({ command: ["--max-nodes-total=2"] })] }),
        },
      }),
      "fail",
    ],
    [
      "the type of a launch template",
      [
        withMore({
          type: "aws:ec2/launchTemplate:LaunchTemplate",
          name: "template",
          inputs: { instanceType: "m7g.medium" },
        }),
        withInputs("nodes", { instanceTypes: undefined, launchTemplate: { id: ref("template") } }),
      ],
      "fail",
    ],
    [
      "a type whose numbers are not kept",
      withInputs("nodes", { instanceTypes: ["p5.48xlarge"] }),
      "unknown",
      /p5.48xlarge/,
    ],
    ["nodes from elsewhere", without("nodes"), "unknown", /node groups of cluster/],
    ["Auto Mode", withInputs("cluster", { computeConfig: { enabled: true } }), "unknown", /node pools/],
    [
      "a request that is not known",
      withInputs("shop", workloadSpec({ containers: [container({ resources: { requests: { cpu: UNKNOWN } } })] })),
      "unknown",
    ],
    ["no workload to be seen", without("shop", "shop-scaling"), "does not apply"],
  ],
});
