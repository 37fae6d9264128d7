import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AuroraClusterArgs } from "../../../components/data/aurora-args";
import { AuroraCluster } from "../../../components/data/aurora-cluster";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { aurora, ground, secondary } from "./base";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const PARAMETER = "aws:ssm/parameter:Parameter";
const make = (args: Partial<AuroraClusterArgs>, then?: (cluster: AuroraCluster) => void) =>
  registerIn(() => {
    const cluster = new AuroraCluster("orders", { ...aurora, ...args });
    then?.(cluster);
  });
const makeSecondary = (args: Partial<AuroraClusterArgs> = {}) => make({ ...secondary, ...args });
const cluster = (resources: Awaited<ReturnType<typeof make>>) => {
  const [found] = ofType(resources, CLUSTER);
  if (!found) throw new Error("no cluster");
  return found;
};
const published = (resources: Awaited<ReturnType<typeof make>>) =>
  Object.fromEntries(ofType(resources, PARAMETER).map(({ inputs }) => [inputs.name, inputs.insecureValue]));

describe("a writer", () => {
  test("is encrypted, protected, backed up, logged and keeps a final snapshot", async () => {
    const found = cluster(await make({}));
    expect(found.protect).toBe(true);
    expect(found.inputs).toMatchObject({
      ...{ storageEncrypted: true, kmsKeyId: ground.keyArn, iamDatabaseAuthenticationEnabled: true },
      ...{ deletionProtection: true, skipFinalSnapshot: false, copyTagsToSnapshot: true },
      finalSnapshotIdentifier: "shop-production-orders-eu-west-1-final",
      backupRetentionPeriod: 7,
      enabledCloudwatchLogsExports: ["postgresql"],
    });
    expect(found.inputs).not.toHaveProperty("availabilityZones");
    expect(found.dependsOn).toContain("orders-log-postgresql");
  });

  test("names its storage only where I/O is not billed, a member as well", async () => {
    expect(cluster(await make({})).inputs).not.toHaveProperty("storageType");
    expect(cluster(await make({ storageType: "standard" })).inputs).not.toHaveProperty("storageType");
    expect(cluster(await make({ storageType: "io-optimized" })).inputs.storageType).toBe("aurora-iopt1");
    expect(cluster(await makeSecondary({ storageType: "io-optimized" })).inputs.storageType).toBe("aurora-iopt1");
  });

  test("forces TLS, in a parameter group with a name of the cloud's choice", async () => {
    const postgresql = ofType(await make({}), PARAMETER_GROUP)[0];
    expect(postgresql?.inputs).toMatchObject({
      family: "aurora-postgresql16",
      parameters: expect.arrayContaining([{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }]),
    });
    expect(postgresql?.inputs).not.toHaveProperty("name");
    const mysql = await make({ engine: "aurora-mysql", version: "8.0.mysql_aurora.3.08.0" });
    expect(ofType(mysql, PARAMETER_GROUP)[0]?.inputs).toMatchObject({
      family: "aurora-mysql8.0",
      parameters: expect.arrayContaining([{ name: "require_secure_transport", value: "ON", applyMethod: "immediate" }]),
    });
  });

  test("has one secret of ours and shows it to nobody", async () => {
    const resources = await make({
      secretName: "shop/production/orders/credentials",
      secretReplicaRegions: ["us-east-1"],
    });
    expect(named(resources, "orders-secret")).toMatchObject({
      protect: true,
      inputs: {
        name: "shop/production/orders/credentials",
        kmsKeyId: ground.keyArn,
        replicas: [{ region: "us-east-1" }],
      },
    });
    expect(named(resources, "orders-password").protect).toBe(true);
    expect(cluster(resources).secrets).toEqual(["masterPassword"]);
    const version = named(resources, "orders-secret-version");
    expect(version.secrets).toEqual(["secretString"]);
    expect(version.ignoreChanges).toEqual(["secretString", "versionStages"]);
    const inTheOpen = resources.filter(
      ({ inputs, secrets }) => secrets.length === 0 && JSON.stringify(inputs).includes("orders-password-result"),
    );
    expect(inTheOpen.map(({ name }) => name)).toEqual([]);
  });

  test("leaves being in a global database to that, and its version only once it is a member", async () => {
    expect(cluster(await make({})).ignoreChanges).toEqual(["globalClusterIdentifier"]);
    const member = cluster(await make({ globalClusterIdentifier: "shop-orders" }));
    expect(member.ignoreChanges).toEqual(expect.arrayContaining(["globalClusterIdentifier", "engineVersion"]));
    expect(member.inputs).not.toHaveProperty("globalClusterIdentifier");
  });

  test("never lets the cloud manage its password", async () => {
    expect(cluster(await make({})).inputs).not.toHaveProperty("manageMasterUserPassword");
  });
});

describe("a secondary", () => {
  test("joins and has no credentials of its own", async () => {
    const resources = await makeSecondary();
    const { inputs } = cluster(resources);
    expect(inputs).toMatchObject({ globalClusterIdentifier: "shop-production-orders", sourceRegion: "eu-west-1" });
    for (const absent of ["masterUsername", "masterPassword", "databaseName", "enableGlobalWriteForwarding"]) {
      expect(inputs).not.toHaveProperty(absent);
    }
    expect(resources.filter(({ type }) => /secretsmanager|random/.test(type))).toEqual([]);
  });

  test("is of the same type and has the same names as a writer, but for the credentials", async () => {
    const names = (resources: Awaited<ReturnType<typeof make>>) => resources.map(({ urn }) => urn);
    const writer = names(await make({}));
    expect(names(await makeSecondary()).filter((urn) => !writer.includes(urn))).toEqual([]);
  });

  test("forwards writes at its readers", async () => {
    const resources = await makeSecondary({ writeForwarding: true });
    expect(cluster(resources).inputs.enableGlobalWriteForwarding).toBe(true);
    const values = published(resources);
    expect(values["/scalekit/shop-production-orders-us-east-1/writer"]).toContain("cluster-ro-");
  });

  test("publishes its own write endpoint, which answers once it is promoted, or leaves that to the peering", async () => {
    const own = published(await makeSecondary());
    expect(own["/scalekit/shop-production-orders-us-east-1/writer"]).toContain(".cluster-abc.");
    expect(Object.keys(published(await makeSecondary({ writerElsewhere: true }))).sort()).toEqual([
      "/scalekit/shop-production-orders-us-east-1/port",
      "/scalekit/shop-production-orders-us-east-1/reader",
    ]);
  });

  test("has a proxy whose read endpoint is published, signing in with the replica of the secret", async () => {
    const keyArn = "arn:aws:kms:us-east-1:123456789012:key/9";
    const writerSecretArn =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/production/orders/credentials-AbC123";
    const resources = await makeSecondary({ keyArn, proxy: true, writerSecretArn });
    const here = writerSecretArn.replace("eu-west-1", "us-east-1");
    expect(ofType(resources, "aws:rds/proxy:Proxy")[0]?.inputs.auths).toMatchObject([{ secretArn: here }]);
    expect(published(resources)["/scalekit/shop-production-orders-us-east-1/reader"]).toContain(".endpoint.proxy-");
  });

  test.each<[string, Partial<AuroraClusterArgs>, string]>([
    ["has fixed readers", { replicaScaling: { minimum: 1, maximum: 4, targetCpu: 0.6 } }, "replicaScaling"],
    ["is never without an instance", { instances: 0 }, "at least one instance"],
  ])("%s", async (_title, args, message) => {
    await expect(makeSecondary(args)).rejects.toThrow(message);
  });
  test("must know what it joins, and from where it copies", async () => {
    await expect(make({ role: "secondary" })).rejects.toThrow("globalClusterIdentifier");
    await expect(make({ role: "secondary", globalClusterIdentifier: "shop" })).rejects.toThrow("sourceRegion");
  });
});

test("instances are named by index, spread by RDS, watched, and private", async () => {
  const instances = ofType(await make({ instances: 3 }), INSTANCE);
  expect(instances.map(({ name }) => name)).toEqual(["orders-instance-0", "orders-instance-1", "orders-instance-2"]);
  expect(instances.map(({ inputs }) => inputs.promotionTier)).toEqual([0, 1, 2]);
  for (const { inputs } of instances) {
    expect(inputs).toMatchObject({
      ...{ publiclyAccessible: false, monitoringInterval: 60, autoMinorVersionUpgrade: false },
      ...{ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: ground.keyArn },
    });
    expect(inputs).not.toHaveProperty("availabilityZone");
  }
});

test("minor versions move by themselves only where none is written and no other region must have the same", async () => {
  const automatic = async (args: Partial<AuroraClusterArgs>) =>
    ofType(await make(args), INSTANCE)[0]?.inputs.autoMinorVersionUpgrade;
  expect(await automatic({ version: "16" })).toBe(true);
  expect(await automatic({ version: "16", globalClusterIdentifier: "shop" })).toBe(false);
});

test("readers scale on the load of the readers, once there is an instance", async () => {
  const resources = await make({ instances: 2, replicaScaling: { minimum: 1, maximum: 8, targetCpu: 0.6 } });
  const [target] = ofType(resources, "aws:appautoscaling/target:Target");
  expect(target).toMatchObject({
    inputs: { resourceId: "cluster:shop-production-orders-eu-west-1", minCapacity: 1, maxCapacity: 8 },
    dependsOn: expect.arrayContaining(["orders-instance-0"]),
  });
  const [policy] = ofType(resources, "aws:appautoscaling/policy:Policy");
  expect(policy?.inputs.targetTrackingScalingPolicyConfiguration).toMatchObject({ targetValue: 60 });
});

describe("who gets in", () => {
  const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const let1 = (cluster: AuroraCluster) => cluster.allowFrom("web", "sg-web");

  test("nobody until let in, then by reference to the client's security group", async () => {
    expect(ofType(await make({}), INGRESS)).toEqual([]);
    const rules = ofType(await make({}, let1), INGRESS);
    expect(rules).toMatchObject([
      { name: "orders-from-web", inputs: { referencedSecurityGroupId: "sg-web", fromPort: 5432, toPort: 5432 } },
    ]);
  });
  test("the proxy too, and the proxy reaches the store", async () => {
    const rules = ofType(await make({ proxy: true }, let1), INGRESS);
    expect(rules.map(({ name }) => name).sort()).toEqual([
      "orders-from-proxy",
      "orders-from-web",
      "orders-proxy-from-web",
    ]);
  });
  test("peered regions by CIDR", async () => {
    const [rule] = ofType(await make({ peerCidrs: ["10.2.0.0/16"] }), INGRESS);
    expect(rule).toMatchObject({ name: "orders-from-10-2-0-0-16", inputs: { cidrIpv4: "10.2.0.0/16", toPort: 5432 } });
  });
  test("never the whole world", async () => {
    const resources = await make({ proxy: true, peerCidrs: ["10.2.0.0/16"] }, let1);
    expect(JSON.stringify(resources.map(({ inputs }) => inputs))).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
  });
});

describe("rights", () => {
  const policyOf = async (args: Partial<AuroraClusterArgs>) =>
    JSON.parse(String(ofType(await make({ proxy: true, ...args }), "aws:iam/rolePolicy:RolePolicy")[0]?.inputs.policy));

  test("the proxy may read exactly the store's secret, and its key only for that", async () => {
    const { Statement } = await policyOf({ secretName: "shop/orders/credentials" });
    const secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret/shop/orders/credentials";
    expect(Statement).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: ground.keyArn,
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
          StringLike: { "kms:EncryptionContext:SecretARN": secret },
        },
      },
    ]);
  });
  test("a secondary that wasn't told the ARN asks by name, and may read no other secret", async () => {
    const { Statement } = await policyOf(secondary);
    expect(Statement[0].Resource).toBe(
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/production/orders/credentials-??????",
    );
  });
  test("roles can be taken only by RDS on behalf of this account", async () => {
    const roles = ofType(await make({ proxy: true }), "aws:iam/role:Role");
    expect(roles).toHaveLength(2);
    for (const { inputs } of roles) {
      expect(JSON.parse(String(inputs.assumeRolePolicy)).Statement[0].Condition).toEqual({
        StringEquals: { "aws:SourceAccount": "123456789012" },
      });
    }
  });
});

describe("endpoints", () => {
  const endpoints = {
    writer: "/shop/prod/orders/writer",
    reader: "/shop/prod/orders/reader",
    port: "/shop/prod/orders/port",
  };
  test("are published under the given names, in the open", async () => {
    expect(published(await make({ endpoints }))).toEqual({
      "/shop/prod/orders/writer": "orders-cluster.cluster-abc.eu-west-1.rds.amazonaws.com",
      "/shop/prod/orders/reader": "orders-cluster.cluster-ro-abc.eu-west-1.rds.amazonaws.com",
      "/shop/prod/orders/port": "5432",
    });
  });
  test("are the proxy's where there is one; without readers its write endpoint reads too", async () => {
    const one = published(await make({ endpoints, proxy: true }));
    expect(one["/shop/prod/orders/reader"]).toBe(one["/shop/prod/orders/writer"]);
    const two = published(await make({ endpoints, proxy: true, instances: 2 }));
    expect(two["/shop/prod/orders/writer"]).toContain(".proxy-");
    expect(two["/shop/prod/orders/reader"]).toContain(".endpoint.proxy-");
  });
});

test("every child hangs on the component, under its name, and can be adjusted", async () => {
  const resources = await make({
    proxy: true,
    transform: {
      cluster: { backupRetentionPeriod: 21 },
      instance: (args, opts, name) => {
        args.tags = { name };
        (opts as pulumi.CustomResourceOptions).protect = true;
      },
    },
  });
  expect(resources.filter(({ custom, parent }) => custom && parent !== "orders").map(({ name }) => name)).toEqual([]);
  expect(resources.filter(({ name }) => name !== "orders" && !name.startsWith("orders-"))).toEqual([]);
  expect(cluster(resources).inputs.backupRetentionPeriod).toBe(21);
  expect(ofType(resources, INSTANCE)[0]).toMatchObject({
    protect: true,
    inputs: { tags: { name: "orders-instance-0" } },
  });
});

test("a preview, in which the key is not there yet, stands", async () => {
  const resources = await registerIn(
    () => {
      const key = new aws.kms.Key("key");
      new AuroraCluster("orders", { ...secondary, keyArn: key.arn, proxy: true }).allowFrom("web", "sg-web");
    },
    { preview: true },
  );
  expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining(["orders", "orders-proxy-read"]));
});
