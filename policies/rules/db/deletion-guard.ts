import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

/** Where each type says it; members of a cluster don't carry the setting, their cluster does. */
const INPUT: Readonly<Record<string, string>> = {
  [TYPES.dbInstance]: "deletionProtection",
  [TYPES.dbCluster]: "deletionProtection",
  [TYPES.globalCluster]: "deletionProtection",
  [TYPES.table]: "deletionProtectionEnabled",
};

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql", deletionProtection: true } },
  ],
};

export const deletionGuard = rule({
  id: "db/deletion-guard",
  title: "A store refuses to be deleted by accident",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "One wrong destroy, in a console or in a pipeline, takes the data with it; the guard makes that two deliberate steps.",
  source:
    "AWS Security Hub controls RDS.7, RDS.8 and DynamoDB.6, https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-7",
  fix: "switch deletion protection on",
  types: Object.keys(INPUT),
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_139" },
    { tool: "checkov", id: "CKV_AWS_293" },
    { tool: "security-hub", id: "RDS.7" },
    { tool: "security-hub", id: "RDS.8" },
    { tool: "security-hub", id: "DynamoDB.6" },
    { tool: "cdk-nag", id: "AwsSolutions-RDS10" },
    { tool: "trivy", id: "AWS-0177" },
    { tool: "trivy", id: "AWS-0343" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders", { deletionProtection: undefined })) },
  subjects: (world) => world.all(...Object.keys(INPUT)),
  judge(store, world) {
    // A read replica can be made again from its source.
    if (store.type === TYPES.dbInstance && world.has(store, "replicateSourceDb")) return undefined;
    const input = INPUT[store.type] ?? "deletionProtection";
    if (world.flag(store, input) === true) return pass();
    return fail("can be deleted in one step: deletion protection is off", { input });
  },
});
