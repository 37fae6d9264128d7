import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { failsOver } from "../../../../policies/rules/cache/fails-over";
import { describeRule } from "../../support";

describeRule(failsOver, {
  rows: [
    ["one node", withInputs("sessions", { numCacheClusters: undefined }), "fail", /no replica/],
    [
      "replicas of shards",
      withInputs("sessions", { numCacheClusters: undefined, numNodeGroups: 3, replicasPerNodeGroup: 1 }),
      "pass",
    ],
    ["no failover", withInputs("sessions", { automaticFailoverEnabled: false }), "fail", /automaticFailoverEnabled/],
    ["not known yet", withInputs("sessions", { multiAzEnabled: UNKNOWN }), "unknown"],
  ],
});
