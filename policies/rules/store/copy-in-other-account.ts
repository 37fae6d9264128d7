import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { copiesOfPlan, type VaultCopy } from "../../facts/backups";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const vault = (account: string): string => `arn:aws:backup:eu-central-1:${account}:backup-vault:copies`;
const copying = (account: string) => ({
  rules: [{ targetVaultName: ref("vault"), copyActions: [{ destinationVaultArn: vault(account) }] }],
});

const compliant: Sample = {
  resources: [
    { type: TYPES.backupVault, name: "vault" },
    { type: TYPES.backupPlan, name: "nightly", inputs: copying("444455556666") },
    {
      type: TYPES.backupSelection,
      name: "stores",
      inputs: { planId: ref("nightly"), iamRoleArn: "arn:aws:iam::111122223333:role/backup", resources: ["*"] },
    },
  ],
};

export const copyInOtherAccount = rule({
  id: "store/copy-in-other-account",
  title: "A backup plan copies to a vault of another account, locked where the vault is seen",
  scope: "environment",
  severity: perTier("none", "none", "warning", "warning"),
  why: "Whoever takes the account over can delete its data and its backups with the same rights. A copy in another account, in a vault that nobody can empty, is all that is left then.",
  source:
    "AWS Backup, creating backup copies across AWS accounts, https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html; vault lock, https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
  fix: "add a copy action to a vault of an account that keeps nothing but backups, and lock that vault",
  types: [TYPES.backupPlan, TYPES.backupSelection, TYPES.backupVault, TYPES.airGappedVault, TYPES.backupVaultLock],
  elsewhere: [
    {
      tool: "aws-config",
      id: "aurora-resources-in-logically-air-gapped-vault",
      note: "one type of store each, of what runs, and only vaults of that kind",
    },
  ],
  example: { compliant, failing: changed(compliant, withInputs("nightly", copying("111122223333"))) },
  subjects: (world) => world.all(TYPES.backupPlan),
  judge(plan, world) {
    const copies = copiesOfPlan(plan, world);
    if (copies.length === 0)
      return fail("makes no copies: its backups lie in its own account alone", { input: "rules" });
    const own = accountOf(plan, world);
    const away = copies.filter(({ account }) => account !== undefined && own !== undefined && account !== own);
    if (away.length === 0) {
      const unread = copies.find(({ account }) => account === undefined);
      if (unread) throw unseen(plan, `${unread.path}.destinationVaultArn`);
      if (own === undefined) throw unseen(plan, "account");
      return fail(`copies backups within account ${own} only`, { input: "rules" });
    }
    const open = away.flatMap(({ vault: seen }) => (seen && !isLocked(seen, world) ? [seen] : []));
    if (open.length < away.length) return pass();
    return fail("copies backups to another account, into a vault without a lock", { key: "lock", related: open });
  },
});

/** A vault of AWS Backup's air-gapped kind is always locked. */
const isLocked = (vault: NonNullable<VaultCopy["vault"]>, world: World): boolean =>
  vault.type === TYPES.airGappedVault || world.referrers(vault, [TYPES.backupVaultLock], "backupVaultName").length > 0;

/** The account that a plan is in: what the cloud answered, else the role that it works with. */
function accountOf(plan: GraphResource, world: World): string | undefined {
  const answered = /^arn:[\w-]+:backup:[\w-]+:(\d{12}):/.exec(String(plan.outputs?.arn))?.[1];
  if (answered !== undefined) return answered;
  for (const selection of world.referrers(plan, [TYPES.backupSelection], "planId")) {
    const role = world.peek(selection, "iamRoleArn");
    const account = /^arn:[\w-]+:iam::(\d{12}):/.exec(typeof role === "string" ? role : "")?.[1];
    if (account !== undefined) return account;
  }
  return undefined;
}
