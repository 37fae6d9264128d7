import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { shape } from "../../../../policies/rules/same/shape";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const secret = (region: string) =>
  withMore({ type: TYPES.secret, name: "orders-secret", region, part: "orders", inputs: {} });
const cluster = (region: string, inputs: Record<string, unknown>) =>
  withMore({ type: TYPES.dbCluster, name: "orders-cluster", region, part: "orders", inputs });

const alarm = (metricName: string, ...regions: readonly string[]) =>
  withMore(
    ...regions.map((region) => ({
      type: TYPES.alarm,
      name: `orders-${metricName}`,
      region,
      part: "alarms",
      inputs: { metricName },
    })),
  );

describeRule(shape, {
  rows: [
    [
      "another number in one region",
      withInputs("entry-us-east-1", { idleTimeout: 30 }),
      "fail",
      /idleTimeout 60 .* 30/,
    ],
    [
      "a setting that is missing in one",
      withInputs("entry-us-east-1", { idleTimeout: undefined }),
      "fail",
      /not written/,
    ],
    ["missing in the primary region", without("https-eu-west-1"), "fail", /not in eu-west-1/],
    ["a value that is not known yet", withInputs("entry-us-east-1", { idleTimeout: UNKNOWN }), "pass"],
    [
      "a resource that stands elsewhere than its stack",
      withResource("https-us-east-1", { region: "sa-east-1", stack: "us-east-1" }),
      "fail",
      /region its own .* another/,
    ],
    ["a part that one region has alone", withMore({ type: TYPES.bucket, name: "files", part: "static" }), "pass"],
    [
      "what the writer's side alone has",
      [cluster("eu-west-1", {}), cluster("us-east-1", {}), secret("eu-west-1")],
      "pass",
    ],
    [
      "what a member takes from its global database",
      [cluster("eu-west-1", { masterUsername: "root" }), cluster("us-east-1", {})],
      "pass",
    ],
    [
      "another guard at a member",
      [cluster("eu-west-1", { a: true }), cluster("us-east-1", { a: false })],
      "fail",
      /a true/,
    ],
    [
      "an alarm on lag, which the primary has not",
      [alarm("AuroraGlobalDBReplicationLag", "us-east-1"), alarm("CPUUtilization", "eu-west-1", "us-east-1")],
      "pass",
    ],
    [
      "another alarm that the primary has not",
      [alarm("CPUUtilization", "us-east-1"), alarm("FreeableMemory", "eu-west-1", "us-east-1")],
      "fail",
      /not in eu-west-1/,
    ],
    ["one that waits", declaring({ routing: "active-passive" }), "does not apply"],
    ["nothing declared", (sample) => ({ resources: sample.resources }), "unknown"],
  ],
});
