import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { writeCapacityAgrees } from "../../../../policies/rules/nosql/write-capacity-agrees";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const indexTarget = (region: string, more: Readonly<Record<string, unknown>>): SampleResource => ({
  type: TYPES.appScalingTarget,
  name: `index-${region}`,
  region,
  inputs: {
    resourceId: "table/carts/index/by-user",
    scalableDimension: "dynamodb:index:WriteCapacityUnits",
    minCapacity: 5,
    maxCapacity: 200,
    ...more,
  },
});

describeRule(writeCapacityAgrees, {
  rows: [
    [
      "the largest",
      withInputs("writes-us-east-1", { maxCapacity: 100 }),
      "fail",
      /10 to 400 .* 10 to 100 in us-east-1/,
    ],
    ["the smallest", withInputs("writes-us-east-1", { minCapacity: 1 }), "fail", /of the table/],
    ["an index", withMore(indexTarget("eu-west-1", {}), indexTarget("us-east-1", {})), "pass"],
    [
      "an index with less elsewhere",
      withMore(indexTarget("eu-west-1", {}), indexTarget("us-east-1", { maxCapacity: 50 })),
      "fail",
      /of index by-user/,
    ],
    ["an index not known yet", withMore(indexTarget("eu-west-1", { resourceId: ref("carts") })), "unknown"],
    ["a limit in one region, copied to the others", without("writes-us-east-1"), "pass"],
    [
      "paid per request",
      [withInputs("carts", { billingMode: "PAY_PER_REQUEST" }), withInputs("writes-us-east-1", { maxCapacity: 100 })],
      "pass",
    ],
    [
      "reads may differ",
      withInputs("writes-us-east-1", { maxCapacity: 100, scalableDimension: "dynamodb:table:ReadCapacityUnits" }),
      "pass",
    ],
    [
      "a replica of its own",
      [
        withInputs("carts", { replicas: undefined }),
        withMore({
          type: TYPES.tableReplica,
          name: "us",
          region: "us-east-1",
          inputs: { globalTableArn: ref("carts") },
        }),
        withInputs("writes-us-east-1", { maxCapacity: 100 }),
      ],
      "fail",
    ],
    ["no replica", withInputs("carts", { replicas: undefined }), "does not apply"],
    ["nothing scales", without("writes-eu-west-1", "writes-us-east-1"), "does not apply"],
    ["a limit not known yet", withInputs("writes-us-east-1", { maxCapacity: UNKNOWN }), "unknown"],
    ["replicas not known yet", withInputs("carts", { replicas: UNKNOWN }), "unknown"],
  ],
});
