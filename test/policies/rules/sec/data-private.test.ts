import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { dataPrivate } from "../../../../policies/rules/sec/data-private";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = { atRestEncryptionEnabled: undefined, transitEncryptionEnabled: undefined };
const cluster = (inputs: Record<string, unknown>) => withMore({ type: TYPES.dbCluster, name: "cluster", inputs });
const replica = (inputs: Record<string, unknown>) =>
  withMore({
    type: TYPES.dbInstance,
    name: "copy",
    region: "us-east-1",
    inputs: { replicateSourceDb: ref("orders"), ...inputs },
  });

/** The database with a parameter group that sets this. */
const forcing =
  (name: string, value: unknown): Change =>
  (sample) =>
    changed(
      sample,
      withMore({ type: TYPES.dbParameterGroup, name: "group", inputs: { parameters: [{ name, value }] } }),
      withInputs("orders", { parameterGroupName: ref("group") }),
    );

describeRule(dataPrivate, {
  rows: [
    ["a database in the clear", withInputs("orders", { storageEncrypted: false }), "fail", /not encrypted at rest/],
    ["the database's default", withInputs("orders", { storageEncrypted: undefined }), "fail", /at rest/],
    [
      "a public address beside data in the clear",
      withInputs("orders", { publiclyAccessible: true, storageEncrypted: false }),
      "fail",
      /not encrypted at rest/,
    ],
    ["a key that is not known yet", withInputs("orders", { storageEncrypted: undefined, kmsKeyId: UNKNOWN }), "pass"],
    [
      "in the clear beside a key",
      withInputs("orders", { storageEncrypted: false, kmsKeyId: UNKNOWN }),
      "fail",
      /at rest/,
    ],
    ["a replica of an encrypted source", [replica({}), withResource("copy", { region: "eu-west-1" })], "pass"],
    ["a replica elsewhere that names no key", replica({}), "fail", /names no key of us-east-1/],
    ["a replica elsewhere with a key", replica({ kmsKeyId: UNKNOWN }), "pass"],
    ["a replica elsewhere with the region's own key", replica({ storageEncrypted: true }), "pass"],
    [
      "a replica elsewhere of one in the clear",
      [withInputs("orders", { storageEncrypted: false }), replica({ kmsKeyId: UNKNOWN })],
      "fail",
      /not encrypted at rest/,
    ],
    [
      "a replica moved to where its source is not",
      [replica({}), withResource("copy", { region: "eu-west-1" }), withResource("orders", { region: "us-east-1" })],
      "fail",
      /names no key of eu-west-1/,
    ],
    [
      "a replica of one in the clear",
      [withInputs("orders", { storageEncrypted: false }), replica({ storageEncrypted: true })],
      "fail",
    ],
    ["a copy of what was not read", replica({ replicateSourceDb: "elsewhere" }), "unknown"],
    ["a cluster in the clear", cluster({ engine: "aurora-mysql" }), "fail", /at rest/],
    ["a cluster of the old serverless mode", cluster({ engineMode: "serverless" }), "pass"],
    [
      "a public member of a cluster",
      withMore({ type: TYPES.dbClusterInstance, name: "writer", inputs: { publiclyAccessible: true } }),
      "fail",
      /public address/,
    ],
    ["a member's default", withMore({ type: TYPES.dbClusterInstance, name: "writer" }), "pass"],
    ["the defaults of Redis", withInputs("sessions", bare), "fail", /not encrypted in transit/],
    ["the defaults of Valkey", withInputs("sessions", { ...bare, engine: "valkey" }), "pass"],
    [
      "TLS where a client asks for it",
      withInputs("sessions", { transitEncryptionMode: "preferred" }),
      "fail",
      /lets clients in without TLS/,
    ],
    ["TLS for all", withInputs("sessions", { transitEncryptionMode: "required" }), "pass"],
    [
      "a mode that is not known",
      withInputs("sessions", { transitEncryptionMode: UNKNOWN }),
      "unknown",
      /transitEncryptionMode/,
    ],
    ["a group that lets clients in without TLS", forcing("rds.force_ssl", "0"), "fail", /rds.force_ssl to 0/],
    ["a group that does not, of MySQL", forcing("require_secure_transport", "OFF"), "fail", /OFF/],
    ["a group that asks for TLS", forcing("rds.force_ssl", "1"), "pass"],
    ["a group that says nothing of it", forcing("log_statement", "ddl"), "pass"],
    ["a group that is not known", forcing("rds.force_ssl", UNKNOWN), "unknown", /parameters/],
    [
      "a proxy that asks for TLS",
      withMore({ type: TYPES.dbProxy, name: "proxy", inputs: { requireTls: true } }),
      "pass",
    ],
    ["a proxy by default", withMore({ type: TYPES.dbProxy, name: "proxy" }), "fail", /lets clients in without TLS/],
    [
      "a proxy, not known",
      withMore({ type: TYPES.dbProxy, name: "proxy", inputs: { requireTls: UNKNOWN } }),
      "unknown",
    ],
    ["files in the clear", withMore({ type: TYPES.fileSystem, name: "files" }), "fail", /not encrypted at rest/],
    ["files", withMore({ type: TYPES.fileSystem, name: "files", inputs: { encrypted: true } }), "pass"],
    [
      "files, not known",
      withMore({ type: TYPES.fileSystem, name: "files", inputs: { encrypted: UNKNOWN } }),
      "unknown",
    ],
    ["an engine that is not known", withInputs("sessions", { ...bare, engine: UNKNOWN }), "unknown"],
    ["Valkey in the clear", withInputs("sessions", { engine: "valkey", transitEncryptionEnabled: false }), "fail"],
    [
      "a known fault beside an unknown value",
      withInputs("sessions", { atRestEncryptionEnabled: UNKNOWN, transitEncryptionEnabled: false }),
      "fail",
    ],
    [
      "a member of a global datastore",
      [
        withMore(
          {
            type: TYPES.globalReplicationGroup,
            name: "world",
            inputs: { primaryReplicationGroupId: ref("sessions") },
          },
          {
            type: TYPES.replicationGroup,
            name: "sessions-us",
            region: "us-east-1",
            inputs: { globalReplicationGroupId: ref("world") },
          },
        ),
      ],
      "pass",
    ],
    [
      "a member of a global datastore that was not read",
      withMore({ type: TYPES.replicationGroup, name: "far", inputs: { globalReplicationGroupId: "abcde-world" } }),
      "unknown",
      /primary of the global datastore/,
    ],
    ["an address that is not known", withInputs("orders", { publiclyAccessible: UNKNOWN }), "unknown"],
  ],
});
