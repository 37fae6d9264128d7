import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { copiesOfPlan, plansOf, type VaultCopy } from "../../facts/backups";
import { globalOf, type Link, linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { known, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql" } },
    { type: TYPES.backupVault, name: "vault" },
    {
      type: TYPES.backupPlan,
      name: "nightly",
      inputs: {
        rules: [
          {
            targetVaultName: ref("vault"),
            lifecycle: { deleteAfter: 35 },
            copyActions: [
              {
                destinationVaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:copies",
                lifecycle: { deleteAfter: 35 },
              },
            ],
          },
        ],
      },
    },
    {
      type: TYPES.backupSelection,
      name: "stores",
      inputs: { planId: ref("nightly"), resources: [ref("orders")] },
    },
  ],
};

export const backupLeavesRegion = rule({
  id: "db/backup-leaves-region",
  title: "Each store has a backup in another region, kept no shorter than at home",
  scope: "environment",
  severity: perTier("none", "info", "warning", "error"),
  why: "Backups of a region lie in that region. Where it is lost, or somebody with rights there deletes them, the copy elsewhere is what the store is made from again.",
  source:
    "AWS Backup, creating backup copies across regions, https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html; replicating automated backups, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html",
  fix: "copy backups to a vault in another region, replicate the instance's automated backups, or replicate the store to a region that keeps backups of its own",
  types: [
    TYPES.dbInstance,
    TYPES.dbCluster,
    TYPES.table,
    TYPES.tableReplica,
    TYPES.fileSystem,
    TYPES.backupPlan,
    TYPES.backupSelection,
    TYPES.backupVault,
    TYPES.dbBackupsReplication,
    TYPES.globalCluster,
  ],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_8", note: "membership of a plan, not where its copies go; clusters only" },
    { tool: "security-hub", id: "RDS.26", note: "membership of a plan, not where its copies go" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("nightly", { rules: [{ targetVaultName: ref("vault") }] })),
  },
  subjects: (world) =>
    world
      .all(TYPES.dbInstance, TYPES.dbCluster, TYPES.table, TYPES.fileSystem)
      .filter((store) => isOriginal(store, world)),
  judge(store, world): Verdict {
    const replicated = (): boolean =>
      anyOf(
        linksOf(world).filter(({ from }) => from === store),
        (link) => keepsBackups(link, world),
      ) || replicatesBackups(store, world);
    const seen = known(replicated);
    if (seen?.value) return pass();
    const copies = plansOf(store, world).flatMap((plan) => copiesOfPlan(plan, world));
    const away = copies.filter(({ region }) => region !== undefined && region !== store.region);
    const [first] = away;
    if (first) {
      if (anyOf(away, (copy) => !keepsShorter(copy))) return pass();
      return fail(`has copies elsewhere for ${first.days()} days where backups at home are kept for longer`, {
        key: "retention",
        related: [first.plan],
      });
    }
    const unread = copies.find(({ region }) => region === undefined);
    if (unread) throw unseen(unread.plan, `${unread.path}.destinationVaultArn`);
    // Reading it again throws what is missing.
    if (!seen) replicated();
    return fail(`has backups in ${store.region ?? "its own region"} only`);
  },
});

/** Copies of a store are judged with it. */
const isOriginal = (store: GraphResource, world: World): boolean =>
  !["replicateSourceDb", "replicationSourceIdentifier"].some((input) => world.has(store, input)) &&
  (globalOf(store, world)?.primary ?? store) === store;

/** Copies that never end are kept longer than anything. */
function keepsShorter(copy: VaultCopy): boolean {
  const [there, here] = [copy.days(), copy.originalDays()];
  return there !== undefined && (here === undefined || there < here);
}

const replicatesBackups = (store: GraphResource, world: World): boolean =>
  store.type === TYPES.dbInstance &&
  world
    .referrers(store, [TYPES.dbBackupsReplication], "sourceDbInstanceArn")
    .some(({ region }) => region !== store.region);

/** A copy in another region has backups there: a cluster's always, an instance's where it keeps some, a table's in time. */
function keepsBackups({ kind, from, to, toRegion, by, path }: Link, world: World): boolean {
  if (toRegion === undefined) throw unseen(by, path);
  if (toRegion === from.region) return false;
  if (kind === "table-replica")
    return world.flag(by, path === "" ? "pointInTimeRecovery" : `${path}.pointInTimeRecovery`) === true;
  if (!to) return false;
  // A cluster keeps one day by default and can't keep none; an instance keeps none by default [registry of the AWS provider].
  return to.type === TYPES.dbCluster || (world.number(to, "backupRetentionPeriod") ?? 0) > 0;
}
