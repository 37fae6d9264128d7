import { GlobalCache } from "../../../components/data/global-cache";
import { GlobalDatabase } from "../../../components/data/global-database";
import { ofType } from "../support/find";
import { registerIn } from "../support/monitor";

const database = {
  globalClusterIdentifier: "shop-production-orders",
  sourceClusterArn: "arn:aws:rds:eu-west-1:123456789012:cluster:shop-production-orders-eu-west-1",
};

test("a global database is made from its first writer and detaches its members when it goes", async () => {
  const [cluster] = ofType(
    await registerIn(() => void new GlobalDatabase("orders", database)),
    "aws:rds/globalCluster:GlobalCluster",
  );
  expect(cluster).toMatchObject({
    protect: true,
    inputs: {
      globalClusterIdentifier: "shop-production-orders",
      sourceDbClusterIdentifier: database.sourceClusterArn,
      deletionProtection: true,
      forceDestroy: true,
    },
  });
  // Beside a source the provider refuses `engine`, and RDS the version.
  for (const absent of ["engine", "engineVersion", "databaseName", "storageEncrypted"]) {
    expect(cluster?.inputs).not.toHaveProperty(absent);
  }
});

test("another writer after a failover makes no new global database", async () => {
  const [cluster] = ofType(
    await registerIn(() => void new GlobalDatabase("orders", { ...database, upgradeTo: "16.8" })),
    "aws:rds/globalCluster:GlobalCluster",
  );
  expect(cluster?.ignoreChanges).toEqual(["sourceDbClusterIdentifier", "region"]);
  expect(cluster?.inputs.engineVersion).toBe("16.8");
});

const sessions = { suffix: "shop-production-sessions", primaryReplicationGroupId: "shop-production-sessions" };

test("a global cache is made from its first group and hands on its id", async () => {
  let id: string | undefined;
  const resources = await registerIn(
    () => {
      new GlobalCache("sessions", { ...sessions, class: "cache.r7g.large" }).id.apply((value) => {
        id = value;
      });
    },
    {
      outputs: {
        "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": { globalReplicationGroupId: "abcde-shop" },
      },
    },
  );
  expect(id).toBe("abcde-shop");
  expect(ofType(resources, "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup")).toMatchObject([
    {
      protect: true,
      ignoreChanges: ["primaryReplicationGroupId", "region"],
      inputs: {
        globalReplicationGroupIdSuffix: "shop-production-sessions",
        primaryReplicationGroupId: "shop-production-sessions",
        cacheNodeType: "cache.r7g.large",
      },
    },
  ]);
});

test("a version without an engine would be taken as Redis's", async () => {
  const make = () => registerIn(() => void new GlobalCache("sessions", { ...sessions, version: "8.0" }));
  await expect(make()).rejects.toThrow("engine and version go together");
});
