import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { nodesFollowVersion } from "../../../../policies/rules/k8s/nodes-follow-version";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const template = (inputs: Readonly<Record<string, unknown>>) =>
  withMore({ type: TYPES.launchTemplate, name: "template", inputs });

describeRule(nodesFollowVersion, {
  rows: [
    ["by reference", withInputs("nodes", { version: ref("services") }), "pass"],
    ["a release of its own", withInputs("nodes", { version: undefined, releaseVersion: "1.34.1-20260101" }), "pass"],
    ["three behind", withInputs("nodes", { version: "1.31" }), "pass"],
    ["four behind", withInputs("nodes", { version: "1.30" }), "fail", /at version 1.30 where its cluster is at 1.34/],
    ["a version that is not known", withInputs("nodes", { version: UNKNOWN }), "unknown", /version of nodes/],
    ["a cluster without a version", withInputs("services", { version: undefined }), "does not apply"],
    ["a cluster that was not read", withInputs("nodes", { clusterName: "other" }), "does not apply"],
    [
      "an image of its own",
      [
        template({ imageId: "ami-1" }),
        withInputs("nodes", { version: undefined, launchTemplate: { id: ref("template") } }),
      ],
      "does not apply",
    ],
    [
      "a launch template without an image",
      [template({}), withInputs("nodes", { version: undefined, launchTemplate: { id: ref("template") } })],
      "fail",
      /has no version/,
    ],
  ],
});
