import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { podAddressesFit } from "../../../../policies/rules/k8s/pod-addresses-fit";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(podAddressesFit, {
  rows: [
    [
      "a full subnet: four nodes of 58 pods and the control plane",
      withInputs("subnet-b", { cidrBlock: "10.0.16.0/24" }),
      "pass",
    ],
    [
      "half of it",
      withInputs("subnet-b", { cidrBlock: "10.0.16.0/25" }),
      "fail",
      /242 addresses in subnet-b, which has 123/,
    ],
    [
      "many away at once in an update",
      [
        withInputs("nodes", { scalingConfig: { minSize: 3, maxSize: 12 }, updateConfig: { maxUnavailable: 12 } }),
        withInputs("subnet-b", { cidrBlock: "10.0.16.0/24" }),
      ],
      "fail",
    ],
    ["an IPv6 cluster", withInputs("cluster", { kubernetesNetworkConfig: { ipFamily: "ipv6" } }), "does not apply"],
    [
      "prefixes",
      withMore({
        type: "aws:eks/addon:Addon",
        name: "cni",
        inputs: {
          clusterName: ref("cluster"),
          addonName: "vpc-cni",
          configurationValues: '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}',
        },
      }),
      "pass",
    ],
    [
      "prefixes take more",
      [
        withMore({
          type: "aws:eks/addon:Addon",
          name: "cni",
          inputs: {
            clusterName: ref("cluster"),
            addonName: "vpc-cni",
            configurationValues: '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}',
          },
        }),
        withInputs("subnet-b", { cidrBlock: "10.0.16.0/24" }),
      ],
      "fail",
    ],
    [
      "pods in other subnets",
      withMore({
        type: "aws:eks/addon:Addon",
        name: "cni",
        inputs: {
          clusterName: ref("cluster"),
          addonName: "vpc-cni",
          configurationValues: '{"env":{"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG":"true"}}',
        },
      }),
      "unknown",
      /subnets of the pods/,
    ],
    ["a range that is not known", withInputs("subnet-a", { cidrBlock: UNKNOWN }), "unknown"],
    ["a type that is not kept", withInputs("nodes", { instanceTypes: ["x9.large"] }), "unknown", /x9.large/],
    ["no node groups", without("nodes"), "unknown"],
  ],
});
