import { changed, without } from "../../change-sample";
import { podsInNeed } from "../../facts/pod-rights";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const EXCLUSIVE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
const PODS = TYPES.podIdentity;
const OLD_ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";

const compliant: Sample = {
  resources: [
    { type: TYPES.role, name: "service" },
    { type: TYPES.rolePolicy, name: "service-rights", inputs: { role: ref("service"), policy: "{}" } },
    { type: TYPES.instanceProfile, name: "service-profile", inputs: { role: ref("service") } },
  ],
};

export const roleCanAct = rule({
  id: "sec/role-can-act",
  title: "A role that something uses has rights",
  scope: "stack",
  severity: perTier("warning", "warning", "warning", "error"),
  why: "Whoever bears a role without a policy is refused everything, and shows it only when it first needs a secret, a key or a log.",
  source:
    "IAM User Guide, Policies and permissions, https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html: by default all requests are denied",
  fix: "attach the policy that its bearer needs, or remove the role",
  types: [
    TYPES.role,
    TYPES.rolePolicy,
    TYPES.rolePolicyAttachment,
    TYPES.instanceProfile,
    TYPES.dbClusterInstance,
    PODS,
    TYPES.deployment,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("service-rights")) },
  subjects: (world) => world.all(TYPES.role),
  judge(role, world) {
    const policies = world.referrers(role, [TYPES.rolePolicy, TYPES.rolePolicyAttachment, OLD_ATTACHMENT, EXCLUSIVE]);
    const inline = ["inlinePolicies", "managedPolicyArns"].some((input) => world.has(role, input));
    if (policies.length > 0 || inline) return pass();
    // Pods and tasks get a role whether they need anything of AWS's or not.
    const users = world.view
      .to(role)
      .filter(
        ({ by, from, input }) =>
          by !== "order" && from.type !== TYPES.role && from.type !== PODS && input !== "taskRoleArn",
      );
    const user = users[0]?.from ?? podsInNeed(role, world);
    if (!user) return undefined;
    return fail(`has no policy: ${user.name} may do nothing with it`, { related: [user] });
  },
});
