import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.role, name: "service" },
    { type: TYPES.instanceProfile, name: "profile", inputs: { role: ref("service") } },
    { type: TYPES.launchTemplate, name: "template", inputs: { iamInstanceProfile: { arn: ref("profile") } } },
    { type: TYPES.group, name: "web", inputs: { launchTemplate: { id: ref("template") } } },
  ],
};

export const instancesHaveARole = rule({
  id: "sec/instances-have-a-role",
  title: "Instances get their credentials from a role",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "error"),
  why: "Without a role an instance reads no secret and takes no session of Systems Manager, or somebody puts keys on its disk that never end.",
  source:
    "IAM User Guide, use instance profiles, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html; security best practices, workloads use temporary credentials with roles, https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  fix: "name an instance profile that has a role",
  types: [TYPES.launchTemplate, TYPES.group, TYPES.instance, TYPES.instanceProfile, TYPES.role, TYPES.eksNodeGroup],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_41" },
    { tool: "prowler", id: "ec2_instance_profile_attached" },
    { tool: "aws-config", id: "ec2-instance-profile-attached", note: "live" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("template", { iamInstanceProfile: undefined })) },
  subjects: (world) => world.all(TYPES.launchTemplate, TYPES.instance, TYPES.instanceProfile),
  judge(subject, world) {
    if (subject.type === TYPES.instanceProfile) {
      if (world.has(subject, "role")) return pass();
      return fail("has no role: whoever bears it has no credentials", { input: "role" });
    }
    // Nodes get the role of their group; a template that no group uses may be for anything.
    const isOfGroup = world.referrers(subject, [TYPES.group]).length > 0;
    if (subject.type === TYPES.launchTemplate && !isOfGroup) return undefined;
    if (world.has(subject, "iamInstanceProfile")) {
      // A plan of Terraform's calls it unknown where nobody wrote one: the provider says it afterwards.
      if (!("iamInstanceProfile" in subject.references)) world.value(subject, "iamInstanceProfile");
      return pass();
    }
    const [template] = world.linked(subject, "launchTemplate", TYPES.launchTemplate);
    if (template && world.has(template, "iamInstanceProfile")) return pass();
    // A template that was not read may name one.
    if (!template && world.has(subject, "launchTemplate"))
      world.follow(subject, "launchTemplate", TYPES.launchTemplate);
    return fail("names no instance profile: its programs have no credentials", { input: "iamInstanceProfile" });
  },
});
