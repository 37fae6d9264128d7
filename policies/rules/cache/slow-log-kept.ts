import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";

const compliant: Sample = {
  resources: [
    { type: TYPES.logGroup, name: "slow", inputs: { retentionInDays: 30 } },
    {
      type: TYPES.replicationGroup,
      name: "sessions",
      inputs: {
        logDeliveryConfigurations: [
          { destination: ref("slow"), destinationType: "cloudwatch-logs", logFormat: "json", logType: "slow-log" },
        ],
      },
    },
  ],
};

export const slowLogKept = rule({
  id: "cache/slow-log-kept",
  title: "A cache's slow commands are written down",
  scope: "resource",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "One slow command holds up all others, for the engine has one thread. The node forgets which it was after 128 more, and all of them when it is replaced.",
  source:
    "Amazon ElastiCache User Guide, log delivery, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html; slowlog-max-len, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
  fix: "deliver the slow-log to a log group or a delivery stream",
  types: [TYPES.replicationGroup, TYPES.logGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { logDeliveryConfigurations: undefined })) },
  subjects: (world) => world.all(TYPES.replicationGroup),
  judge(group, world) {
    const deliveries = world.list(group, "logDeliveryConfigurations").keys();
    const isSlowLog = (at: number): boolean =>
      world.text(group, `logDeliveryConfigurations[${at}].logType`) === "slow-log";
    if (anyOf(deliveries, isSlowLog)) return pass();
    return fail("keeps no slow-log", { input: "logDeliveryConfigurations" });
  },
});
