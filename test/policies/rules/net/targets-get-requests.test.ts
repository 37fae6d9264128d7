import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { targetsGetRequests } from "../../../../policies/rules/net/targets-get-requests";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const paths = (values: unknown) => withInputs("everything", { conditions: [{ pathPattern: { values } }] });

describeRule(targetsGetRequests, {
  rows: [
    ["two rules for the check's path", paths(["/healthz"]), "fail", /gets \/healthz and nothing else/],
    ["paths that are not known", paths(UNKNOWN), "unknown"],
    [
      "a rule by host",
      withInputs("everything", { conditions: [{ hostHeader: { values: ["a.example.com"] } }] }),
      "pass",
    ],
    [
      "the listener's default",
      [
        without("everything"),
        withInputs("https", { defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] }),
      ],
      "pass",
    ],
    ["no members", without("web"), "does not apply"],
    ["no listener in sight", without("checks", "everything"), "does not apply"],
  ],
});
