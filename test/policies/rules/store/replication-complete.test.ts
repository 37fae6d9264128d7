import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { replicationComplete } from "../../../../policies/rules/store/replication-complete";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(replicationComplete, {
  rows: [
    [
      "a replication that is switched off",
      withInputs("copies", { rules: [{ status: "Disabled", destination: { bucket: "arn:aws:s3:::files-us" } }] }),
      "fail",
      /nothing copies one to the other/,
    ],
    [
      "a replication the other way",
      withInputs("copies", {
        bucket: "files-us",
        rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::files-eu" } }],
      }),
      "pass",
    ],
    [
      "a replication to another bucket",
      withInputs("copies", { rules: [{ status: "Enabled", destination: { bucket: UNKNOWN } }] }),
      "unknown",
    ],
    [
      "buckets whose domains are not known",
      withInputs("cdn", { origins: ["files-eu", "files-us"].map((id) => ({ originId: id, domainName: ref(id) })) }),
      "unknown",
    ],
    ["no group", withInputs("cdn", { originGroups: [] }), "does not apply"],
    [
      "a group of other origins",
      withInputs("cdn", {
        originGroups: [{ originId: "files", members: [{ originId: "files-eu" }, { originId: "api" }] }],
      }),
      "does not apply",
    ],
    ["groups that are not known", withInputs("cdn", { originGroups: UNKNOWN }), "unknown"],
  ],
});
