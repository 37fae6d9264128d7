import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { recoveryOnEveryReplica } from "../../../../policies/rules/nosql/recovery-on-every-replica";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(recoveryOnEveryReplica, {
  rows: [
    ["the table", withInputs("carts", { pointInTimeRecovery: undefined }), "fail"],
    [
      "a replica of its own",
      withMore({
        type: TYPES.tableReplica,
        name: "copy",
        region: "ap-south-1",
        inputs: { globalTableArn: ref("carts") },
      }),
      "fail",
      /in ap-south-1/,
    ],
    [
      "a replica of its own that can",
      withMore({
        type: TYPES.tableReplica,
        name: "copy",
        region: "ap-south-1",
        inputs: { globalTableArn: ref("carts"), pointInTimeRecovery: true },
      }),
      "pass",
    ],
    ["no replicas", withInputs("carts", { replicas: undefined }), "pass"],
    ["not known yet", withInputs("carts", { pointInTimeRecovery: UNKNOWN }), "unknown"],
  ],
});
