import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodesHaveRights } from "../../../../policies/rules/k8s/nodes-have-rights";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const plugin = (inputs: Readonly<Record<string, unknown>>) =>
  withMore({
    type: TYPES.eksAddon,
    name: "plugin",
    inputs: { clusterName: ref("services"), addonName: "vpc-cni", ...inputs },
  });
const unread = (name: string) => withInputs(name, { policyArn: UNKNOWN });

describeRule(nodesHaveRights, {
  rows: [
    ["no right to join", without("worker"), "fail", /none of them for joining/],
    ["no images", without("images"), "fail", /for images/],
    ["no policy at all", without("worker", "images", "network"), "fail", /has 0 policies/],
    ["a plugin with a role of its own", [without("network"), plugin({ serviceAccountRoleArn: "arn" })], "pass"],
    [
      "a plugin with an identity",
      [without("network"), plugin({ podIdentityAssociations: [{ serviceAccount: "aws-node" }] })],
      "pass",
    ],
    [
      "an association with the plugin's account",
      [
        without("network"),
        withMore({
          type: TYPES.podIdentity,
          name: "identity",
          inputs: { clusterName: ref("services"), namespace: "kube-system", serviceAccount: "aws-node" },
        }),
      ],
      "pass",
    ],
    ["a plugin without a role", [without("network"), plugin({})], "fail", /pods' addresses/],
    ["a policy that is not known", unread("images"), "unknown", /policyArn of images/],
    [
      "fewer than are needed, whatever they are",
      [without("worker"), unread("images"), unread("network")],
      "fail",
      /2 policies/,
    ],
    [
      "a policy of one's own",
      [
        without("worker"),
        withMore({ type: TYPES.rolePolicy, name: "own", inputs: { role: ref("node"), policy: "{}" } }),
      ],
      "unknown",
      /policy of own/,
    ],
    [
      "the inputs of the role",
      [
        without("images"),
        withInputs("node", { managedPolicyArns: ["arn:aws-cn:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"] }),
      ],
      "pass",
    ],
    ["a role of something else", without("nodes"), "does not apply"],
  ],
});
