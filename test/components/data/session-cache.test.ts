import type { SessionCacheArgs } from "../../../components/data/cache-args";
import { SessionCache } from "../../../components/data/session-cache";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { cache, ground } from "./base";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const make = (args: Partial<SessionCacheArgs>) =>
  registerIn(() => {
    new SessionCache("sessions", { ...cache, ...args }).allowFrom("web", "sg-web");
  });
const group = async (args: Partial<SessionCacheArgs>) => {
  const [found] = ofType(await make(args), GROUP);
  if (!found) throw new Error("no replication group");
  return found;
};
const join: Partial<SessionCacheArgs> = { role: "secondary", global: true, globalReplicationGroupId: "abcde-sessions" };

test("a cache is encrypted on both ways, protected, and fails over to another zone", async () => {
  expect(await group({})).toMatchObject({
    protect: true,
    ignoreChanges: ["globalReplicationGroupId"],
    inputs: {
      ...{ atRestEncryptionEnabled: true, kmsKeyId: ground.keyArn },
      ...{ transitEncryptionEnabled: true, transitEncryptionMode: "required" },
      ...{ numCacheClusters: 2, automaticFailoverEnabled: true, multiAzEnabled: true },
    },
  });
});

test("without a replica it is still a replication group, without failover", async () => {
  expect((await group({ replicas: 0, snapshotDays: 0 })).inputs).toMatchObject({
    numCacheClusters: 1,
    automaticFailoverEnabled: false,
    multiAzEnabled: false,
  });
});

test("a secondary states nothing that it takes from the primary", async () => {
  const { inputs } = await group(join);
  expect(inputs).toMatchObject({ globalReplicationGroupId: "abcde-sessions", kmsKeyId: ground.keyArn, port: 6379 });
  // ConflictsWith of global_replication_group_id in the provider, and what goes with them.
  const refused = [
    ...["engine", "engineVersion", "nodeType", "numNodeGroups", "parameterGroupName", "securityGroupNames"],
    ...["transitEncryptionEnabled", "transitEncryptionMode", "atRestEncryptionEnabled", "snapshotArns", "snapshotName"],
    ...["authToken", "authTokenUpdateStrategy", "autoMinorVersionUpgrade"],
  ];
  expect(refused.filter((input) => input in inputs)).toEqual([]);
});

test("once it has joined, the datastore owns class and version, and the group leaves them alone", async () => {
  const before = await group({ global: true });
  const after = await group({ global: true, globalReplicationGroupId: "abcde-sessions" });
  expect(before.ignoreChanges).not.toContain("nodeType");
  expect(after.ignoreChanges).toEqual(expect.arrayContaining(["nodeType", "engineVersion", "parameterGroupName"]));
  expect(after.inputs).not.toHaveProperty("globalReplicationGroupId");
});

test("both roles make the same resources", async () => {
  const names = (resources: Awaited<ReturnType<typeof make>>) => resources.map(({ urn }) => urn);
  expect(names(await make(join))).toEqual(names(await make({ global: true })));
});

test("services of other regions come in by their networks, one rule each", async () => {
  const resources = await make({ peerCidrs: ["10.27.0.0/16"] });
  expect(named(resources, "sessions-from-10-27-0-0-16").inputs).toMatchObject({
    cidrIpv4: "10.27.0.0/16",
    fromPort: 6379,
    toPort: 6379,
  });
});

test("a secondary publishes the primary as its writer, itself as its reader, by the same resources", async () => {
  const before = await make(join);
  const after = await make({ ...join, writerElsewhere: "master.primary.example" });
  expect(after.map(({ urn }) => urn).sort()).toEqual(before.map(({ urn }) => urn).sort());
  const published = (what: string) => named(after, `sessions-${what}`).inputs.insecureValue;
  expect(published("writer")).toBe("master.primary.example");
  expect(published("reader")).toBe(named(before, "sessions-reader").inputs.insecureValue);
});

test.each<[string, Partial<SessionCacheArgs>, string]>([
  ["a secondary must know what it joins", { role: "secondary" }, "globalReplicationGroupId"],
  ["a primary is its own writer", { writerElsewhere: "elsewhere.example" }, "only a secondary"],
  ["a datastore wants a replica in each region", { global: true, replicas: 0 }, "at least one replica"],
])("%s", async (_title, args, message) => {
  await expect(make(args)).rejects.toThrow(message);
});

test("a token is a secret of ours, rotated without throwing anybody out", async () => {
  const resources = await make({ secretName: "shop/sessions/token" });
  const [found] = ofType(resources, GROUP);
  expect(found?.secrets).toEqual(["authToken"]);
  expect(found?.inputs.authTokenUpdateStrategy).toBe("ROTATE");
  expect(found?.inputs).not.toHaveProperty("userGroupIds");
  expect(named(resources, "sessions-secret").inputs.name).toBe("shop/sessions/token");
});

test("endpoints are published, and clients get in by security group alone", async () => {
  const resources = await make({});
  expect(
    ofType(resources, "aws:ssm/parameter:Parameter")
      .map(({ inputs }) => inputs.insecureValue)
      .sort(),
  ).toEqual([
    "6379",
    "master.sessions-group.abc.euw1.cache.amazonaws.com",
    "replica.sessions-group.abc.euw1.cache.amazonaws.com",
  ]);
  expect(ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toMatchObject([
    { inputs: { referencedSecurityGroupId: "sg-web", fromPort: 6379 } },
  ]);
});
