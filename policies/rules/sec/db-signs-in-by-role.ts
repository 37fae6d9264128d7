import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: { engine: "aurora-postgresql", iamDatabaseAuthenticationEnabled: true },
    },
  ],
};

/** Engines that know it [docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html, availability]. */
const ENGINES = /^(aurora|aurora-mysql|aurora-postgresql|mariadb|mysql|postgres)$/;

export const dbSignsInByRole = rule({
  id: "sec/db-signs-in-by-role",
  title: "People and tools can enter a database by their role",
  scope: "resource",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "Where passwords are the only way in they are shared, live for years and say of nobody who it was.",
  source:
    "AWS Security Hub, RDS.10 and RDS.12 (IAM authentication of instances and clusters), https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
  fix: "set iamDatabaseAuthenticationEnabled to true; passwords go on working beside it",
  types: [TYPES.dbCluster, TYPES.dbInstance],
  elsewhere: [
    { tool: "security-hub", id: "RDS.10" },
    { tool: "security-hub", id: "RDS.12" },
    { tool: "checkov", id: "CKV_AWS_161" },
    { tool: "checkov", id: "CKV_AWS_162" },
    { tool: "trivy", id: "AWS-0176" },
    { tool: "prowler", id: "rds_instance_iam_authentication_enabled" },
    { tool: "prowler", id: "rds_cluster_iam_authentication_enabled" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("orders", { iamDatabaseAuthenticationEnabled: false })),
  },
  subjects: (world) => world.all(TYPES.dbCluster, TYPES.dbInstance),
  judge(store, world) {
    const engine = world.text(store, "engine");
    if (engine === undefined || !ENGINES.test(engine)) return undefined;
    // Default false [docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html].
    if (world.flag(store, "iamDatabaseAuthenticationEnabled") === true) return pass();
    return fail("lets in by password only", { input: "iamDatabaseAuthenticationEnabled" });
  },
});
