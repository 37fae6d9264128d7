import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: { engine: "aurora-postgresql", backupRetentionPeriod: 14, finalSnapshotIdentifier: "orders-final" },
    },
  ],
};

export const backupWindowKept = rule({
  id: "db/backup-window-kept",
  title: "Backups are kept for seven days, from tier scale fourteen, and the last state outlives the database",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "A mistake in the data is often found days later. Where the window is shorter than that, or no final snapshot is taken, there is nothing to go back to.",
  source:
    "AWS Security Hub control RDS.11 (seven days), https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11; fourteen days from tier scale are ours",
  fix: "keep backups for longer, and take a final snapshot",
  types: [TYPES.dbInstance, TYPES.dbCluster],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_133", note: "any retention above 0" },
    { tool: "security-hub", id: "RDS.11" },
    { tool: "cdk-nag", id: "AwsSolutions-RDS13", note: "any retention above 0" },
    { tool: "cfn-lint", id: "I3013", note: "asks only that a retention is written" },
    { tool: "trivy", id: "AWS-0077" },
    { tool: "prowler", id: "rds_instance_backup_enabled", note: "any retention above 0" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders", { backupRetentionPeriod: 3 })) },
  subjects: (world) => world.all(TYPES.dbInstance, TYPES.dbCluster),
  judge(store, world) {
    if (store.type === TYPES.dbInstance && world.has(store, "replicateSourceDb")) return undefined;
    const wanted = world.atLeast("scale") ? 14 : 7;
    const days = world.number(store, "backupRetentionPeriod");
    // A cluster keeps one day by default. An instance none where Terraform or Pulumi makes it, one day where CloudFormation
    // does [registry of the AWS provider; AWS::RDS::DBInstance, BackupRetentionPeriod].
    const byDefault = store.type === TYPES.dbCluster ? "1 day by default" : "1 day at most by default";
    if (days === undefined || days < wanted)
      return fail(
        `keeps backups for ${days === undefined ? byDefault : `${days} days`} where tier ${world.tier} needs ${wanted}`,
        {
          key: "retention",
          input: "backupRetentionPeriod",
        },
      );
    if (world.flag(store, "skipFinalSnapshot") === true)
      return fail("leaves no snapshot behind when it is deleted", { key: "final", input: "skipFinalSnapshot" });
    return pass();
  },
  repair(store, world) {
    const wanted = world.atLeast("scale") ? 14 : 7;
    if (store.part === undefined || (world.number(store, "backupRetentionPeriod") ?? 0) >= wanted) return undefined;
    return { path: `data.${store.part}.backups`, value: `${wanted}d` };
  },
});
