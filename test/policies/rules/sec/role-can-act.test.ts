import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { SECRET_PROVIDER_CLASS } from "../../../../policies/facts/outside-types";
import { roleCanAct } from "../../../../policies/rules/sec/role-can-act";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = without("service-rights");

const pods = [
  without("service-profile"),
  withMore({
    type: TYPES.podIdentity,
    name: "identity",
    inputs: { roleArn: ref("service"), namespace: "services", serviceAccount: "app" },
  }),
].reduce((first, second) => (sample) => second(first(sample)));
const deployment = (name: string, spec: object) =>
  withMore({
    type: TYPES.deployment,
    name,
    inputs: {
      metadata: { namespace: "services" },
      spec: { template: { spec: { serviceAccountName: "app", ...spec } } },
    },
  });
const controller = deployment("autoscaler", {
  containers: [{ image: "registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2" }],
});
const mounting = [
  deployment("app", { volumes: [{ name: "secrets", csi: { driver: "secrets-store.csi.k8s.io" } }] }),
  withMore({
    type: SECRET_PROVIDER_CLASS,
    name: "bindings",
    inputs: { metadata: { namespace: "services" }, spec: { provider: "aws" } },
  }),
].reduce((first, second) => (sample) => second(first(sample)));

describeRule(roleCanAct, {
  rows: [
    ["without a policy", bare, "fail", /service-profile may do nothing/],
    [
      "an attached policy",
      [
        bare,
        withMore({
          type: TYPES.rolePolicyAttachment,
          name: "attached",
          inputs: { role: ref("service"), policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
        }),
      ],
      "pass",
    ],
    [
      "policies in the role itself",
      [bare, withInputs("service", { managedPolicyArns: ["arn:aws:iam::aws:policy/X"] })],
      "pass",
    ],
    [
      "a role of tasks",
      [
        bare,
        without("service-profile"),
        withMore({ type: TYPES.ecsTaskDefinition, name: "task", inputs: { taskRoleArn: ref("service") } }),
      ],
      "does not apply",
    ],
    [
      "a role that starts tasks",
      [
        bare,
        without("service-profile"),
        withMore({ type: TYPES.ecsTaskDefinition, name: "task", inputs: { executionRoleArn: ref("service") } }),
      ],
      "fail",
    ],
    ["a role of a controller that acts on AWS", [bare, pods, controller], "fail", /autoscaler may do nothing/],
    ["a role of pods that mount secrets", [bare, pods, mounting], "fail", /app may do nothing/],
    [
      "a role of pods under another account",
      [bare, pods, mounting, withInputs("identity", { serviceAccount: "other" })],
      "does not apply",
    ],
    [
      "a role of pods",
      [
        bare,
        without("service-profile"),
        withMore({
          type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
          name: "pods",
          inputs: { roleArn: ref("service") },
        }),
      ],
      "does not apply",
    ],
    ["a role that nothing uses", [bare, without("service-profile")], "does not apply"],
  ],
});
