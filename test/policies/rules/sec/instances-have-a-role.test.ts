import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { instancesHaveARole } from "../../../../policies/rules/sec/instances-have-a-role";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = withInputs("template", { iamInstanceProfile: undefined });
const single = (inputs: object) => withMore({ type: TYPES.instance, name: "single", inputs: { ...inputs } });

describeRule(instancesHaveARole, {
  rows: [
    ["a profile without a role", withInputs("profile", { role: undefined }), "fail", /has no role/],
    ["a template that no group uses", [bare, without("web", "profile")], "does not apply"],
    [
      "a template of a cluster's nodes",
      [
        bare,
        without("web", "profile"),
        withMore({ type: TYPES.eksNodeGroup, name: "nodes", inputs: { launchTemplate: { id: ref("template") } } }),
      ],
      "does not apply",
    ],
    ["an instance without a profile", single({}), "fail", /names no instance profile/],
    ["an instance whose profile is known after the run only", single({ iamInstanceProfile: UNKNOWN }), "unknown"],
    ["an instance of the template", single({ launchTemplate: { id: ref("template") } }), "pass"],
    ["an instance of a template that was not read", single({ launchTemplate: { id: "lt-1" } }), "unknown"],
  ],
});
