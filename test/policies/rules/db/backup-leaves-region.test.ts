import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { backupLeavesRegion } from "../../../../policies/rules/db/backup-leaves-region";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const vault = (region: string) => `arn:aws:backup:${region}:111122223333:backup-vault:copies`;
/** The plan, with copies to these vaults. */
const copying = (destinationVaultArn: unknown, there?: unknown, here?: unknown) =>
  withInputs("nightly", {
    rules: [
      {
        targetVaultName: ref("vault"),
        ...(here !== undefined && { lifecycle: { deleteAfter: here } }),
        copyActions: [{ destinationVaultArn, ...(there !== undefined && { lifecycle: { deleteAfter: there } }) }],
      },
    ],
  });
const selecting = (inputs: object) => withInputs("stores", { resources: undefined, ...inputs });
/** The environment without plans, with other stores. */
const instead =
  (...more: readonly SampleResource[]): Change =>
  (sample) =>
    changed(sample, without("orders", "vault", "nightly", "stores"), withMore(...more));

const instance = { type: TYPES.dbInstance, name: "orders", inputs: { engine: "postgres" } };
const replica = (inputs: object) => ({
  type: TYPES.dbInstance,
  name: "orders-us",
  region: "us-east-1",
  inputs: { replicateSourceDb: ref("orders"), ...inputs },
});
const table = (replicas: unknown) => ({ type: TYPES.table, name: "carts", inputs: { replicas } });
const member = (inputs: object) => ({
  type: TYPES.dbCluster,
  name: "orders-us",
  region: "us-east-1",
  inputs: { engine: "aurora-postgresql", ...inputs },
});

describeRule(backupLeavesRegion, {
  rows: [
    ["the copy stays at home", copying(vault("eu-west-1"), 35, 35), "fail", /backups in eu-west-1 only/],
    ["a copy kept for less long", copying(vault("eu-central-1"), 7, 35), "fail", /elsewhere for 7 days/],
    ["a copy that ends, of what never does", copying(vault("eu-central-1"), 35), "fail", /elsewhere for 35 days/],
    ["a copy that never ends", copying(vault("eu-central-1"), undefined, 35), "pass"],
    ["a vault that is not known", copying(UNKNOWN), "unknown", /destinationVaultArn of nightly/],
    ["days that are not known", copying(vault("eu-central-1"), UNKNOWN, 35), "unknown", /deleteAfter/],
    [
      "a vault of the graph",
      [copying(ref("other")), withMore({ type: TYPES.backupVault, name: "other", region: "us-east-1" })],
      "pass",
    ],
    [
      "a vault of the graph at home",
      [copying(ref("other")), withMore({ type: TYPES.backupVault, name: "other" })],
      "unknown",
    ],
    ["nothing selects it", without("stores"), "fail"],
    ["selected by what all are", selecting({ resources: ["*"] }), "pass"],
    ["selected by its kind", selecting({ resources: ["arn:aws:rds:*:*:cluster:*"] }), "pass"],
    ["another kind is selected", selecting({ resources: ["arn:aws:rds:*:*:db:*"] }), "fail"],
    [
      "selected by its tag",
      [
        withInputs("orders", { tags: { backup: "daily" } }),
        selecting({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
      ],
      "pass",
    ],
    [
      "without the tag",
      selecting({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
      "fail",
    ],
    [
      "with another value of the tag",
      [
        withInputs("orders", { tags: { backup: "never" } }),
        selecting({
          resources: ["*"],
          conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup", value: "daily" }] }],
        }),
      ],
      "fail",
    ],
    [
      "a condition that is not read",
      selecting({ resources: ["*"], conditions: [{ stringLikes: [{ key: "aws:ResourceTag/a", value: "b*" }] }] }),
      "unknown",
      /stringLikes/,
    ],
    ["what is left out of it", selecting({ resources: ["*"], notResources: [UNKNOWN] }), "unknown", /notResources/],
    [
      "the selection is another region's",
      (sample) =>
        changed(sample, (one) => ({
          ...one,
          resources: one.resources.map((resource) =>
            resource.name === "stores" ? { ...resource, region: "us-east-1" } : resource,
          ),
        })),
      "fail",
    ],
    ["an instance without copies", instead(instance), "fail"],
    [
      "an instance's backups are replicated",
      instead(instance, {
        type: TYPES.dbBackupsReplication,
        name: "copy",
        region: "us-east-1",
        inputs: { sourceDbInstanceArn: ref("orders") },
      }),
      "pass",
    ],
    ["a replica elsewhere with backups", instead(instance, replica({ backupRetentionPeriod: 7 })), "pass"],
    ["a replica elsewhere without", instead(instance, replica({})), "fail"],
    [
      "a replica whose backups are not known",
      instead(instance, replica({ backupRetentionPeriod: UNKNOWN })),
      "unknown",
    ],
    [
      "a table's replica goes back in time",
      instead(table([{ regionName: "us-east-1", pointInTimeRecovery: true }])),
      "pass",
    ],
    ["a table's replica doesn't", instead(table([{ regionName: "us-east-1" }])), "fail"],
    [
      "a global database",
      instead(
        { ...member({ masterUsername: "dbowner" }), name: "orders", region: "eu-west-1" },
        { type: TYPES.globalCluster, name: "all", inputs: { sourceDbClusterIdentifier: ref("orders") } },
        member({ globalClusterIdentifier: ref("all"), sourceRegion: "eu-west-1" }),
      ),
      "pass",
    ],
    ["a file system without copies", instead({ type: TYPES.fileSystem, name: "files" }), "fail"],
  ],
});
