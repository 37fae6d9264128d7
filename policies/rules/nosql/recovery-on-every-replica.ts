import { changed, withInputs } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.table,
      name: "carts",
      inputs: {
        pointInTimeRecovery: { enabled: true },
        replicas: [{ regionName: "us-east-1", pointInTimeRecovery: true }],
      },
    },
  ],
};

export const recoveryOnEveryReplica = rule({
  id: "nosql/recovery-on-every-replica",
  title: "A table and each of its replicas can go back to a point in time",
  scope: "environment",
  severity: perTier("warning", "error", "error", "error"),
  why: "Recovery is set for each replica on its own. After a region's loss the table that is left can't be taken back before a mistake, which replication has copied everywhere.",
  source:
    "AWS Security Hub control DynamoDB.2, https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
  fix: "switch point-in-time recovery on for the table and each replica",
  types: [TYPES.table, TYPES.tableReplica],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_28", note: "the table only" },
    { tool: "checkov", id: "CKV_AWS_165", note: "global tables of version 2017 only" },
    { tool: "security-hub", id: "DynamoDB.2" },
    { tool: "cdk-nag", id: "AwsSolutions-DDB3", note: "the table only" },
    { tool: "trivy", id: "AWS-0024", note: "the table only" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("carts", { replicas: [{ regionName: "us-east-1" }] })),
  },
  subjects: (world) => world.all(TYPES.table),
  judge(table, world) {
    const verdicts: Verdict[] = [];
    // Default of the cloud, here and on replicas: off.
    if (world.flag(table, "pointInTimeRecovery.enabled") !== true)
      verdicts.push(fail("can't go back to a point in time", { key: "table", input: "pointInTimeRecovery" }));
    for (const { kind, from, by, path, toRegion = "another region" } of linksOf(world)) {
      if (kind !== "table-replica" || from !== table) continue;
      const input = path === "" ? "pointInTimeRecovery" : `${path}.pointInTimeRecovery`;
      if (world.flag(by, input) !== true)
        verdicts.push(fail(`can't go back to a point in time in ${toRegion}`, { key: toRegion, input, related: [by] }));
    }
    return verdicts.length > 0 ? verdicts : pass();
  },
});
