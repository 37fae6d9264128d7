import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodesMayJoin } from "../../../../policies/rules/sec/nodes-may-join";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const hidden = (name: string) => withInputs(name, { policyArn: UNKNOWN });

describeRule(nodesMayJoin, {
  rows: [
    ["may not join", without("worker"), "fail", /may not join its cluster/],
    ["two policies that are not known yet", [hidden("worker"), hidden("images")], "unknown"],
    [
      "one that is not known yet, and no other",
      [hidden("worker"), without("images")],
      "fail",
      /join its cluster, or pull/,
    ],
    ["one that is not known yet, and one that is", hidden("worker"), "unknown"],
    ["a role of something else", without("base"), "does not apply"],
    [
      "rights that somebody wrote",
      [
        without("images"),
        withMore({ type: TYPES.rolePolicy, name: "own", inputs: { role: ref("node"), policy: "{}" } }),
      ],
      "does not apply",
    ],
    [
      "a policy of the account's own",
      withInputs("images", { policyArn: "arn:aws:iam::111122223333:policy/nodes" }),
      "does not apply",
    ],
  ],
});
