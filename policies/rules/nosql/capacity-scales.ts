import { changed, without } from "../../change-sample";
import { tableTargets } from "../../facts/table-scaling";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const target = (dimension: string): Sample["resources"][number] => ({
  type: TYPES.appScalingTarget,
  name: dimension,
  inputs: { resourceId: ref("carts"), scalableDimension: `dynamodb:table:${dimension}`, serviceNamespace: "dynamodb" },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.table, name: "carts", inputs: { billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 } },
    target("ReadCapacityUnits"),
    target("WriteCapacityUnits"),
  ],
};

export const capacityScales = rule({
  id: "nosql/capacity-scales",
  title: "A table's capacity follows its load, and so does each index's",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "At a fixed capacity the table refuses requests as soon as traffic passes it. An index that is left behind throttles writes of the whole table.",
  source:
    "AWS Security Hub control DynamoDB.1, https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
  fix: "pay per request, or scale reads and writes of the table and of each index",
  types: [TYPES.table, TYPES.appScalingTarget],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_16", note: "reads or writes of the table, no index" },
    { tool: "security-hub", id: "DynamoDB.1" },
    { tool: "prowler", id: "dynamodb_table_autoscaling_enabled", note: "the table, not each index" },
  ],
  example: { compliant, failing: changed(compliant, without("WriteCapacityUnits")) },
  subjects: (world) => world.all(TYPES.table),
  judge(table, world) {
    // Default of the provider: PROVISIONED.
    if (world.text(table, "billingMode") === "PAY_PER_REQUEST") return pass();
    const targets = tableTargets(table, [table.region], world);
    const wanted = [
      ...["table:ReadCapacityUnits", "table:WriteCapacityUnits"].map((dimension) => ({ dimension, index: "" })),
      ...world.list(table, "globalSecondaryIndexes").flatMap((_, at) => {
        const index = world.text(table, `globalSecondaryIndexes[${at}].name`) ?? "";
        return ["index:ReadCapacityUnits", "index:WriteCapacityUnits"].map((dimension) => ({ dimension, index }));
      }),
    ];
    const missing = wanted.filter(
      ({ dimension, index }) =>
        !targets.some((one) => one.dimension === dimension && (index === "" || one.id?.endsWith(`/index/${index}`))),
    );
    const verdicts = missing.map(({ dimension, index }): Verdict => {
      const what = `${dimension.includes("Read") ? "reads" : "writes"}${index === "" ? "" : ` of index ${index}`}`;
      const hidden = index !== "" && targets.some((one) => one.dimension === dimension && one.id === undefined);
      const key = `${index} ${dimension}`;
      if (hidden) return { verdict: "unknown", key, missing: `resourceId of a scaling target of ${table.name}` };
      return fail(`has a fixed capacity for ${what}`, { key });
    });
    return verdicts.length > 0 ? verdicts : pass();
  },
});
