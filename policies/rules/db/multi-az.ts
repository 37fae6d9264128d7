import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.dbInstance, name: "ledger", inputs: { engine: "postgres", multiAz: true } }],
};

export const multiAz = rule({
  id: "db/multi-az",
  title: "A database instance of its own has a standby in another zone",
  scope: "resource",
  severity: perTier("info", "error", "error", "error"),
  why: "Without a standby the loss of a zone takes the database down until somebody restores a backup elsewhere, and loses what came after it.",
  source:
    "AWS Security Hub control RDS.5, https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
  fix: "switch multiAz on",
  types: [TYPES.dbInstance],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_157" },
    { tool: "security-hub", id: "RDS.5" },
    { tool: "cdk-nag", id: "AwsSolutions-RDS3" },
    { tool: "prowler", id: "rds_instance_multi_az", note: "also asks read replicas" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("ledger", { multiAz: undefined })) },
  subjects: (world) => world.all(TYPES.dbInstance),
  judge(instance, world) {
    // A read replica can be made again from its source; an Aurora member's standby is its cluster's affair.
    if (world.has(instance, "replicateSourceDb")) return undefined;
    if (world.text(instance, "engine")?.startsWith("aurora")) return undefined;
    // Default of the provider: off.
    if (world.flag(instance, "multiAz") === true) return pass();
    return fail("stands in one zone: multiAz is off", { input: "multiAz" });
  },
  repair: (instance) =>
    instance.part === undefined ? undefined : { path: `data.${instance.part}.multiAz`, value: true },
});
