import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/** How a vault's ARN reads: arn:aws:backup:REGION:ACCOUNT:backup-vault:NAME. */
const VAULT = /^arn:aws[\w-]*:backup:([a-z0-9-]+):(\d*):backup-vault:/;

/** A line of a backup plan that copies what it keeps to another vault. */
export interface VaultCopy {
  readonly plan: GraphResource;
  /** Path of the copy action in the plan's inputs. */
  readonly path: string;
  /** Where the copy lies, as far as its name or the graph tells. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The vault, where the graph has it. */
  readonly vault: GraphResource | undefined;
  /** Days after which a copy is deleted; undefined: never. */
  days(): number | undefined;
  /** The same of what is copied. */
  originalDays(): number | undefined;
}

/** Copies that a plan makes of each backup. */
export function copiesOfPlan(plan: GraphResource, world: World): readonly VaultCopy[] {
  return world.list(plan, "rules").flatMap((_, rule) =>
    world.list(plan, `rules[${rule}].copyActions`).map((_action, at): VaultCopy => {
      const path = `rules[${rule}].copyActions[${at}]`;
      const written = world.peek(plan, `${path}.destinationVaultArn`);
      const [, region, account] = VAULT.exec(typeof written === "string" ? written : "") ?? [];
      const vault = region === undefined ? vaultBehind(plan, world) : vaultNamed(written, world);
      return {
        plan,
        path,
        region: region ?? vault?.region,
        account: account === "" ? undefined : account,
        vault,
        days: () => world.number(plan, `${path}.lifecycle.deleteAfter`),
        originalDays: () => world.number(plan, `rules[${rule}].lifecycle.deleteAfter`),
      };
    }),
  );
}

const VAULTS = [TYPES.backupVault, TYPES.airGappedVault];

const vaultNamed = (arn: unknown, world: World): GraphResource | undefined =>
  world.all(...VAULTS).find(({ outputs }) => outputs?.arn === arn);

/** The vault of another region that a plan refers to, where there is just one. */
function vaultBehind(plan: GraphResource, world: World): GraphResource | undefined {
  const others = world.linked(plan, "rules", ...VAULTS).filter(({ region }) => region !== plan.region);
  return others.length === 1 ? others[0] : undefined;
}

/** Plans that back a store up, by name, by a wildcard or by its tags. */
export const plansOf = (store: GraphResource, world: World): readonly GraphResource[] => [
  ...new Set(
    world
      .all(TYPES.backupSelection)
      .filter((selection) => selection.region === store.region && selects(selection, store, world))
      .flatMap((selection) => world.follow(selection, "planId", TYPES.backupPlan)),
  ),
];

function selects(selection: GraphResource, store: GraphResource, world: World): boolean {
  if (world.linked(selection, "resources", store.type).includes(store)) return true;
  const tags = world.list(selection, "selectionTags").map((_, at) => `selectionTags[${at}]`);
  // Tags beside wildcards narrow them down; whether they would widen the choice is not ours to hope.
  const byTags = tags.some((path) => hasTag(store, tagOf(selection, path, world), world));
  const wildcard = world.list(selection, "resources").some((item, at) => {
    if (isUnknown(item)) return false;
    return names(world.text(selection, `resources[${at}]`) ?? "", store);
  });
  if (world.has(selection, "resources") && !wildcard) return false;
  if (tags.length > 0 ? !byTags : !wildcard) return false;
  if (world.has(selection, "notResources")) throw unseen(selection, "notResources");
  return meetsConditions(selection, store, world);
}

/** Every condition holds; of kinds of conditions only equality is read. */
function meetsConditions(selection: GraphResource, store: GraphResource, world: World): boolean {
  return world.list(selection, "conditions").every((_, at) => {
    const path = `conditions[${at}]`;
    for (const other of ["stringLikes", "stringNotEquals", "stringNotLikes"])
      if (world.has(selection, `${path}.${other}`)) throw unseen(selection, `${path}.${other}`);
    return world
      .list(selection, `${path}.stringEquals`)
      .every((_item, index) => hasTag(store, tagOf(selection, `${path}.stringEquals[${index}]`, world), world));
  });
}

const tagOf = (selection: GraphResource, path: string, world: World) => ({
  key: (world.text(selection, `${path}.key`) ?? "").replace(/^aws:ResourceTag\//, ""),
  value: world.text(selection, `${path}.value`) ?? "",
});

/** Tags that the provider adds to all show in a state only. */
function hasTag(store: GraphResource, { key, value }: { key: string; value: string }, world: World): boolean {
  for (const path of ["tags", "tagsAll"]) {
    const tags = world.value(store, path);
    if (typeof tags !== "object" || tags === null) continue;
    const found: unknown = Object.entries(tags).find(([name]) => name === key)?.[1];
    if (isUnknown(found)) throw unseen(store, `${path}.${key}`);
    if (found === value) return true;
  }
  return false;
}

/** Service and kind in the ARNs of each type of store. */
const KINDS: Readonly<Record<string, string>> = {
  [TYPES.dbInstance]: "rds:db:",
  [TYPES.dbCluster]: "rds:cluster:",
  [TYPES.table]: "dynamodb:table/",
  [TYPES.fileSystem]: "elasticfilesystem:file-system/",
};

/** True where an ARN with stars names a store: `*`, all of a service, all of a kind. Whole ARNs are edges of the graph. */
function names(pattern: string, store: GraphResource): boolean {
  if (pattern === "*") return true;
  const [service = "", kind = ""] = (KINDS[store.type] ?? "").split(/:(.*)/);
  const [, wanted, rest = ""] = /^arn:[\w*-]+:([\w*-]+):[\w*-]*:[\d*]*:(.*)$/.exec(pattern) ?? [];
  return (wanted === "*" || wanted === service) && (rest === "*" || rest === `${kind}*`);
}
