import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { globalOf } from "../../facts/links";
import { parametersOf } from "../../facts/parameters";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import { known, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbInstance, name: "orders", inputs: { engine: "postgres", storageEncrypted: true } },
    {
      type: TYPES.replicationGroup,
      name: "sessions",
      inputs: { engine: "redis", atRestEncryptionEnabled: true, transitEncryptionEnabled: true },
    },
  ],
};

export const dataPrivate = rule({
  id: "sec/data-private",
  title: "Stores have no public address and encrypt what they keep and send",
  scope: "resource",
  severity: perTier("error", "error", "error", "error"),
  why: "A store with a public address is found within hours. Encryption cannot be switched on later: it takes a copy and a switch of all traffic.",
  source:
    "AWS Security Hub controls RDS.2, RDS.3, ElastiCache.4 and ElastiCache.5, https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
  fix: "take the public address away, and encrypt at rest and in transit from the first day",
  types: [
    TYPES.dbInstance,
    TYPES.dbCluster,
    TYPES.dbClusterInstance,
    TYPES.dbParameterGroup,
    TYPES.dbClusterParameterGroup,
    TYPES.replicationGroup,
    TYPES.fileSystem,
    TYPES.dbProxy,
  ],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_17" },
    { tool: "checkov", id: "CKV_AWS_16" },
    { tool: "checkov", id: "CKV_AWS_96" },
    { tool: "checkov", id: "CKV_AWS_29", note: "knows no default of Valkey" },
    { tool: "checkov", id: "CKV_AWS_30", note: "knows no default of Valkey" },
    { tool: "checkov", id: "CKV_AWS_42" },
    { tool: "security-hub", id: "EFS.1" },
    { tool: "security-hub", id: "RDS.2" },
    { tool: "security-hub", id: "RDS.3" },
    { tool: "security-hub", id: "ElastiCache.4" },
    { tool: "security-hub", id: "ElastiCache.5" },
    { tool: "trivy", id: "AWS-0180" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders", { publiclyAccessible: true })) },
  subjects: (world) =>
    world.all(
      TYPES.dbInstance,
      TYPES.dbCluster,
      TYPES.dbClusterInstance,
      TYPES.replicationGroup,
      TYPES.fileSystem,
      TYPES.dbProxy,
    ),
  judge(store, world): readonly Verdict[] | undefined {
    if (store.type === TYPES.fileSystem) return [filesAtRest(store, world)];
    if (store.type === TYPES.dbProxy) return [proxyInTransit(store, world)];
    if (store.type === TYPES.replicationGroup)
      return [encrypted(store, "atRestEncryptionEnabled", "at rest", world), inTransit(store, world)].map(
        (verdict, at) => ({ ...verdict, key: at === 0 ? "at rest" : "in transit" }),
      );
    return together([
      () => (store.type === TYPES.dbCluster ? undefined : publicOf(store, world)),
      () => takesPlain(store, world),
      // Members have the encryption of their cluster.
      () => (store.type === TYPES.dbClusterInstance ? undefined : atRest(store, world)),
    ]);
  },
});

/** Default false [registry of the AWS provider]. */
const publicOf = (store: GraphResource, world: World): Verdict =>
  world.flag(store, "publiclyAccessible") === true
    ? fail("has a public address", { key: "public", input: "publiclyAccessible" })
    : pass("public");

/** Where a copy's source stands: it has the source's encryption where it is made in the same region. */
const SOURCES = ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime"];

function atRest(store: GraphResource, world: World): Verdict {
  const written = world.flag(store, "storageEncrypted");
  const copied = SOURCES.find((input) => world.has(store, input));
  // A copy from another region names its key and nothing else, and is encrypted where its source is.
  const hasKey = written === undefined && world.has(store, "kmsKeyId") && !isCopyInTheClear(store, copied, world);
  if (written === true || hasKey) return pass();
  if (copied !== undefined && world.peek(store, "storageEncrypted") === undefined) {
    const [source] = world.linked(store, copied, TYPES.dbInstance, TYPES.dbCluster);
    if (!source) throw unseen(store, copied);
    const verdict = atRest(source, world);
    // AWS makes no copy of encrypted data in another region without a key of that region.
    if (verdict.verdict !== "pass" || source.region === store.region) return verdict;
    return fail(`is a copy of encrypted data in ${source.region} and names no key of ${store.region}`, {
      input: "kmsKeyId",
      related: [source],
    });
  }
  // Default false, but for the serverless mode of old [registry of the AWS provider].
  if (world.peek(store, "storageEncrypted") === undefined && world.text(store, "engineMode") === "serverless")
    return pass();
  return fail("is not encrypted at rest", { input: "storageEncrypted" });
}

/** True where a replica's source is surely not encrypted: a key does not change that. */
function isCopyInTheClear(store: GraphResource, copied: string | undefined, world: World): boolean {
  if (copied !== "replicateSourceDb" && copied !== "replicationSourceIdentifier") return false;
  const [source] = world.linked(store, copied, TYPES.dbInstance, TYPES.dbCluster);
  return source !== undefined && known(() => atRest(source, world))?.value.verdict === "fail";
}

/** Default false [registry of the AWS provider]. */
const filesAtRest = (files: GraphResource, world: World): Verdict =>
  world.flag(files, "encrypted") === true
    ? pass("at rest")
    : fail("is not encrypted at rest", { key: "at rest", input: "encrypted" });

/** Default false [registry of the AWS provider]. */
const proxyInTransit = (proxy: GraphResource, world: World): Verdict =>
  world.flag(proxy, "requireTls") === true
    ? pass("in transit")
    : fail("lets clients in without TLS", { key: "in transit", input: "requireTls" });

/** Parameters that ask every client for TLS, and what switches that off; their defaults hang on engine and version. */
const FORCES: readonly (readonly [name: string, off: RegExp])[] = [
  ["rds.force_ssl", /^0$/],
  ["require_secure_transport", /^(?:0|off)$/i],
];

/** A parameter group that says in so many words that clients may come without TLS. */
function takesPlain(store: GraphResource, world: World): Verdict | undefined {
  const [group] = world.referred(store, TYPES.dbParameterGroup, TYPES.dbClusterParameterGroup);
  if (!group) return undefined;
  const parameters = parametersOf(group, world);
  const [name] = FORCES.find(([one, off]) => off.test(parameters.get(one) ?? "")) ?? [];
  if (name === undefined) return undefined;
  return fail(`lets clients in without TLS: its parameter group sets ${name} to ${parameters.get(name)}`, {
    key: "in transit",
    related: [group],
  });
}

/** `preferred` is for the day of the move to TLS: whoever asks for none gets none. */
function inTransit(cache: GraphResource, world: World): Verdict {
  const verdict = encrypted(cache, "transitEncryptionEnabled", "in transit", world);
  if (verdict.verdict !== "pass") return verdict;
  const input = "transitEncryptionMode";
  const mode = known(() => world.text(cache, input));
  if (!mode) return { verdict: "unknown", missing: `${input} of ${cache.name}`, input };
  return mode.value === "preferred" ? fail("lets clients in without TLS", { input }) : verdict;
}

function encrypted(cache: GraphResource, input: string, what: string, world: World): Verdict {
  const written = known(() => world.flag(cache, input));
  if (!written) return { verdict: "unknown", missing: `${input} of ${cache.name}`, input };
  if (written.value === true) return pass();
  if (written.value === undefined) {
    // Members of a global datastore have the settings of the primary.
    const primary = globalOf(cache, world)?.primary;
    if (primary && primary !== cache) return encrypted(primary, input, what, world);
    if (!primary && world.has(cache, "globalReplicationGroupId"))
      return { verdict: "unknown", missing: `primary of the global datastore of ${cache.name}`, input };
    // Valkey has both by default, Redis neither [registry of the AWS provider].
    const engine = known(() => world.text(cache, "engine"));
    if (!engine) return { verdict: "unknown", missing: `engine of ${cache.name}`, input: "engine" };
    if (engine.value === "valkey") return pass();
  }
  return fail(`is not encrypted ${what}`, { input });
}
