import type { RdsInstanceArgs } from "../../../components/data/rds-args";
import { RdsInstance } from "../../../components/data/rds-instance";
import { ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { ground, rds } from "./base";

const make = (args: Partial<RdsInstanceArgs>) =>
  registerIn(() => {
    new RdsInstance("reports", { ...rds, ...args }).allowFrom("web", "sg-web");
  });
const instances = async (args: Partial<RdsInstanceArgs>) => ofType(await make(args), "aws:rds/instance:Instance");

test("an instance is encrypted, protected, on gp3 that grows, and keeps a final snapshot", async () => {
  const [instance] = await instances({});
  expect(instance).toMatchObject({
    name: "reports-instance",
    protect: true,
    secrets: ["password"],
    inputs: {
      ...{ storageType: "gp3", allocatedStorage: 100, maxAllocatedStorage: 400, multiAz: true },
      ...{ storageEncrypted: true, kmsKeyId: ground.keyArn, publiclyAccessible: false, deletionProtection: true },
      ...{ skipFinalSnapshot: false, finalSnapshotIdentifier: "shop-production-reports-final" },
    },
  });
});

test("replicas take engine, key, subnets and credentials from their source", async () => {
  const [, replica, ...others] = await instances({ replicas: 2 });
  expect(others).toHaveLength(1);
  expect(replica).toMatchObject({
    name: "reports-replica-0",
    protect: false,
    inputs: { replicateSourceDb: "shop-production-reports", skipFinalSnapshot: true, storageEncrypted: true },
  });
  for (const inherited of ["engine", "username", "password", "dbName", "kmsKeyId", "dbSubnetGroupName", "identifier"]) {
    expect(replica?.inputs).not.toHaveProperty(inherited);
  }
  await expect(make({ replicas: 1, backupDays: 0 })).rejects.toThrow("backupDays");
});

test("the reader is every replica, or the writer", async () => {
  const reader = async (args: Partial<RdsInstanceArgs>) =>
    ofType(await make(args), "aws:ssm/parameter:Parameter").find(({ name }) => name === "reports-reader")?.inputs
      .insecureValue;
  expect(await reader({})).toBe("reports-instance.abc.eu-west-1.rds.amazonaws.com");
  expect(await reader({ replicas: 2 })).toBe(
    "reports-replica-0.abc.eu-west-1.rds.amazonaws.com,reports-replica-1.abc.eu-west-1.rds.amazonaws.com",
  );
});

test("its proxy targets the instance and has no read endpoint", async () => {
  const resources = await make({ proxy: true, replicas: 1 });
  const [target] = ofType(resources, "aws:rds/proxyTarget:ProxyTarget");
  expect(target?.inputs).toMatchObject({ dbInstanceIdentifier: "shop-production-reports" });
  expect(target?.inputs).not.toHaveProperty("dbClusterIdentifier");
  expect(ofType(resources, "aws:rds/proxyEndpoint:ProxyEndpoint")).toEqual([]);
});

test("MySQL forces TLS and writes its slow log to the file that is exported", async () => {
  const resources = await make({ engine: "mysql", version: "8.4" });
  const [group] = ofType(resources, "aws:rds/parameterGroup:ParameterGroup");
  expect(group?.inputs).toMatchObject({
    family: "mysql8.4",
    parameters: expect.arrayContaining([
      { name: "require_secure_transport", value: "ON", applyMethod: "immediate" },
      { name: "log_output", value: "FILE", applyMethod: "immediate" },
    ]),
  });
});
