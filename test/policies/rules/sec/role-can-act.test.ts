import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { roleCanAct } from "../../../../policies/rules/sec/role-can-act";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = without("service-rights");

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
