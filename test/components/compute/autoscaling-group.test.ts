import { AutoscalingGroup } from "../../../components/compute/autoscaling-group";
import { EntryPoint } from "../../../components/compute/entry-point";
import type { AutoscalingGroupArgs } from "../../../components/compute/group-args";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { buildBehindEntry, buildGroup, entryArgs, groupArgs, KEY_ARN } from "./base";

const POLICY = "aws:autoscaling/policy:Policy";
const group = (resources: readonly Registered[]) => named(resources, "web-group").inputs;
const template = (resources: readonly Registered[]) => named(resources, "web-template").inputs;
const policies = (resources: readonly Registered[]) =>
  Object.fromEntries(ofType(resources, POLICY).map(({ name, inputs }) => [name, inputs]));

const binding = {
  store: "orders",
  access: "write",
  parameters: { ORDERS_HOST: "/shop/prod/orders/writer" },
  secrets: { ORDERS_SECRET: "shop/prod/orders/credentials" },
} as const;

describe("a service by itself", () => {
  test("needs a network and a port, no load balancer", async () => {
    const resources = await buildGroup();
    expect(resources.some(({ type }) => type.startsWith("aws:lb/"))).toBe(false);
    expect(group(resources)).toMatchObject({ minSize: 3, maxSize: 6, healthCheckType: "EC2" });
    expect(group(resources)).not.toHaveProperty("targetGroupArns");
    expect(Object.keys(policies(resources))).toEqual(["web-cpu"]);
  });

  test("lets nobody in", async () => {
    expect(ofType(await buildGroup(), "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toEqual([]);
  });

  test("takes Amazon Linux for the processor of its types", async () => {
    const imageOf = async (type: string) => template(await buildGroup({ instanceTypes: [type] })).imageId;
    expect(await imageOf("m7g.large")).toMatch(/^resolve:ssm:.*arm64$/);
    expect(await imageOf("c6gn.large")).toMatch(/arm64$/);
    for (const type of ["m6i.large", "g5.xlarge", "t3.small"]) expect(await imageOf(type)).toMatch(/x86_64$/);
  });
});

describe("a schedule", () => {
  const SCHEDULE = "aws:autoscaling/schedule:Schedule";
  const schedule = { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Berlin" };

  test("takes all instances away and brings them back", async () => {
    const resources = await buildGroup({ minimum: 2, maximum: 5, schedule });
    const actions = ofType(resources, SCHEDULE).map(({ name, inputs }) => [name, inputs]);
    expect(Object.fromEntries(actions)).toMatchObject({
      "web-stop": {
        scheduledActionName: "stop",
        recurrence: "0 20 * * 1-5",
        minSize: 0,
        maxSize: 0,
        desiredCapacity: 0,
      },
      "web-start": {
        scheduledActionName: "start",
        recurrence: "0 7 * * 1-5",
        minSize: 2,
        maxSize: 5,
        desiredCapacity: 2,
      },
    });
    for (const [, inputs] of actions) expect(inputs).toMatchObject({ timeZone: schedule.timeZone });
    expect(group(resources)).toMatchObject({ minSize: 2, maxSize: 5 });
  });

  test("is not there unless it is asked for, and never with a warm pool", async () => {
    expect(ofType(await buildGroup(), SCHEDULE)).toEqual([]);
    await expect(buildGroup({ warmPool: 1, schedule })).rejects.toThrow("a warm pool never goes with a schedule");
  });
});

describe("an instance", () => {
  test("has metadata by token only, an encrypted disk, no public address, metrics each minute", async () => {
    expect(template(await buildGroup({ keyArn: KEY_ARN }))).toMatchObject({
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: ["web-instances-id"] }],
      blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: KEY_ARN, volumeType: "gp3" } }],
    });
  });

  test("takes its image from a parameter or as an id", async () => {
    expect(template(await buildGroup({ image: { ami: "ami-1" } })).imageId).toBe("ami-1");
    expect(template(await buildGroup({ image: { ssm: "/images/web" } })).imageId).toBe("resolve:ssm:/images/web");
  });

  test("carries its tags itself, and so do its disks", async () => {
    const { tagSpecifications } = template(await buildGroup({ tags: { team: "shop" } }));
    expect(tagSpecifications).toMatchObject(
      ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags: { team: "shop" } })),
    );
  });

  test("reads exactly its own settings and secrets, with the key through those services only", async () => {
    const resources = await buildGroup({ keyArn: KEY_ARN, bindings: [binding], parameterPrefix: "/shop/prod/web" });
    const { Statement } = JSON.parse(String(ofType(resources, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs.policy));
    const bySid = Object.fromEntries(Statement.map((each: { Sid: string }) => [each.Sid, each]));
    expect(bySid).toMatchObject({
      ReadParameters: {
        Action: "ssm:GetParameter",
        Resource: [
          "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/prod/orders/writer",
          "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/prod/web/*",
        ],
      },
      ListOwnParameters: { Resource: "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/prod/web" },
      ReadSecrets: {
        Resource: ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/prod/orders/credentials-??????"],
      },
      DecryptThroughServices: { Action: "kms:Decrypt", Resource: KEY_ARN },
    });
    expect(bySid.DecryptThroughServices.Condition.StringEquals["kms:ViaService"]).toHaveLength(2);
    // Only what knows no resources is allowed on all of them.
    const open = Statement.filter(({ Resource }: { Resource: unknown }) => Resource === "*");
    expect(open.map(({ Sid }: { Sid: string }) => Sid)).toEqual(["Sessions"]);
  });

  test("without bindings may read nothing", async () => {
    const policy = String(ofType(await buildGroup(), "aws:iam/rolePolicy:RolePolicy")[0]?.inputs.policy);
    expect(policy).not.toContain("GetParameter");
    expect(policy).not.toContain("GetSecretValue");
    expect(policy).not.toContain("kms:");
  });
});

describe("the group", () => {
  test("never says how many instances there should be now: the policies do", async () => {
    const found = named(await buildGroup(), "web-group");
    expect(found.inputs).not.toHaveProperty("desiredCapacity");
    expect(found.ignoreChanges).toContain("desiredCapacity");
  });

  test("spans the three application subnets", async () => {
    expect(group(await buildGroup()).vpcZoneIdentifiers).toEqual(["subnet-app-1", "subnet-app-2", "subnet-app-3"]);
  });

  test("takes Spot only above the base, from several types, and replaces it before it is taken", async () => {
    const inputs = group(await buildGroup({ spot: 0.7, onDemandBase: 4, instanceTypes: ["m7g.large", "m6g.large"] }));
    expect(inputs).toMatchObject({
      capacityRebalance: true,
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandBaseCapacity: 4,
          onDemandPercentageAboveBaseCapacity: 30,
          spotAllocationStrategy: "price-capacity-optimized",
        },
        launchTemplate: { overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }] },
      },
    });
    expect(group(await buildGroup()).capacityRebalance).toBe(false);
  });

  test("rolls a new template out healthy ones first, and back where the image is an id", async () => {
    const preferences = { minHealthyPercentage: 100, maxHealthyPercentage: 120 };
    expect(group(await buildGroup({ image: { ami: "ami-1" } })).instanceRefresh).toMatchObject({
      strategy: "Rolling",
      preferences: { ...preferences, autoRollback: true },
    });
    // AWS refuses to roll back a template that takes its image from a parameter.
    expect(group(await buildGroup()).instanceRefresh).toMatchObject({ preferences: { autoRollback: false } });
    expect(JSON.stringify(group(await buildGroup()))).not.toContain("$Latest");
  });

  test("gives an instance time to boot and to pass its health check", async () => {
    expect(group(await buildBehindEntry({ bootSeconds: 120 }))).toMatchObject({
      healthCheckType: "ELB",
      healthCheckGracePeriod: 140,
      defaultInstanceWarmup: 120,
    });
  });

  test("keeps a warm pool of the size that was asked for, of one type, whose instances say when they are ready", async () => {
    const resources = await buildGroup({ warmPool: 2, minimum: 3, bootSeconds: 200 });
    expect(group(resources)).toMatchObject({
      warmPool: { poolState: "Stopped", minSize: 2, maxGroupPreparedCapacity: 5 },
      launchTemplate: { id: "web-template-id" },
    });
    expect(group(resources)).not.toHaveProperty("mixedInstancesPolicy");
    expect(named(resources, "web-launch").inputs).toMatchObject({ defaultResult: "ABANDON", heartbeatTimeout: 600 });
    const policy = JSON.parse(String(ofType(resources, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs.policy));
    expect(policy.Statement.at(-1).Resource).toMatch(/autoScalingGroupName\/web-group-\*$/);
  });

  test("holds a leaving instance only where asked to", async () => {
    const hooks = async (more: Partial<AutoscalingGroupArgs>) =>
      ofType(await buildGroup(more), "aws:autoscaling/lifecycleHook:LifecycleHook").map(({ inputs }) => inputs);
    expect(await hooks({})).toEqual([]);
    expect(await hooks({ shutdownSeconds: 90 })).toMatchObject([{ defaultResult: "CONTINUE", heartbeatTimeout: 90 }]);
  });

  test("refuses what AWS would refuse later", async () => {
    await expect(buildGroup({ warmPool: 1, spot: 0.5 })).rejects.toThrow("a warm pool never goes with Spot");
    await expect(buildGroup({ minimum: 4, maximum: 3 })).rejects.toThrow("maximum 3 is below minimum 4");
    const paths = ["/a/*", "/b/*", "/c/*", "/d/*", "/e/*"];
    await expect(buildBehindEntry({ paths })).rejects.toThrow("5 paths with the origin header make 6");
    await expect(buildBehindEntry({ paths: paths.slice(1) })).resolves.toBeDefined();
  });
});

describe("scaling", () => {
  test("follows the CPU, and the requests a target behind a load balancer", async () => {
    const found = policies(await buildBehindEntry({ targetCpu: 0.6, requestsPerMinutePerUnit: 4200 }));
    expect(found["web-cpu"]).toMatchObject({
      targetTrackingConfiguration: {
        targetValue: 60,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
    expect(found["web-requests"]).toMatchObject({
      targetTrackingConfiguration: {
        targetValue: 4200,
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: "app/entry-balancer/50dc6c495c0c9188/targetgroup/web-targets/73e2d6bc24d8a067",
        },
      },
    });
  });

  test("forecasts only, until scaling by it is chosen", async () => {
    const modeOf = async (predictive: "forecast" | "scale") =>
      policies(await buildGroup({ predictive }))["web-predictive"]?.predictiveScalingConfiguration;
    expect(await modeOf("forecast")).toMatchObject({ mode: "ForecastOnly", schedulingBufferTime: "180" });
    expect(await modeOf("scale")).toMatchObject({ mode: "ForecastAndScale" });
    expect(policies(await buildGroup())).not.toHaveProperty("web-predictive");
  });
});

describe("behind a load balancer", () => {
  test("only the load balancer gets in, by reference, on the service's port", async () => {
    const resources = await buildBehindEntry();
    const rules = ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
      ({ inputs }) => inputs.securityGroupId === "web-instances-id",
    );
    expect(rules.map(({ inputs }) => inputs)).toMatchObject([
      { referencedSecurityGroupId: "entry-balancer-id", fromPort: 8080, toPort: 8080 },
    ]);
    expect(rules[0]?.inputs).not.toHaveProperty("cidrIpv4");
    expect(named(resources, "web-entry-out").inputs).toMatchObject({
      securityGroupId: "entry-balancer-id",
      referencedSecurityGroupId: "web-instances-id",
    });
  });

  test("requests go to whoever is healthy: no stickiness, a drain, a slow start", async () => {
    expect(named(await buildBehindEntry({ drainSeconds: 45 }), "web-targets").inputs).toMatchObject({
      port: 8080,
      protocol: "HTTP",
      deregistrationDelay: 45,
      slowStart: 30,
      loadBalancingAlgorithmType: "round_robin",
      stickiness: { enabled: false },
      healthCheck: { path: "/healthz", matcher: "200-299" },
    });
  });

  test("the group waits for its rule: targets of no listener are never healthy", async () => {
    expect(named(await buildBehindEntry(), "web-group").dependsOn).toContain("web-paths");
  });

  test("a long service name still fits a target group's 32 characters", async () => {
    const resources = await registerIn(() => {
      const entry = new EntryPoint("entry", entryArgs);
      new AutoscalingGroup("recommendations-service", { ...groupArgs, entry });
    });
    const { inputs } = named(resources, "recommendations-service-targets");
    expect(String(inputs.namePrefix).length).toBeLessThanOrEqual(6);
  });
});

test("growing adds no identity and takes none away", async () => {
  const urns = async (more: Partial<AutoscalingGroupArgs>) =>
    (await buildBehindEntry(more)).map(({ urn }) => urn).sort();
  const starter = { minimum: 1, maximum: 2, requestsPerMinutePerUnit: 4200 };
  const scale = { minimum: 12, maximum: 80, spot: 0.5, instanceTypes: ["m7g.large"], requestsPerMinutePerUnit: 9000 };
  expect(await urns(scale)).toEqual(await urns(starter));
});
