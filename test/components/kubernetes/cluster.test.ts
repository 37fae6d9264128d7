import { Cluster } from "../../../components/kubernetes/cluster";
import type { ClusterArgs } from "../../../components/kubernetes/cluster/args";
import { clusterKeyStatements } from "../../../components/kubernetes/cluster/key-statements";
import { Key } from "../../../components/security/key";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { cluster, eksOutputs } from "./base";

const make = (args: Partial<ClusterArgs> = {}) =>
  registerIn(() => void new Cluster("cluster", { ...cluster, ...args }), { outputs: eksOutputs });

/** The rights of one role, among resources of several types that share a name. */
const rightsOf = (resources: readonly Registered[], name: string) => {
  const policies = ofType(resources, "aws:iam/rolePolicy:RolePolicy");
  return policyOf(policies.find((policy) => policy.name === name) as Registered);
};

const policyOf = (resource: Registered, key = "policy") =>
  JSON.parse(String(resource.inputs[key])) as { Statement: Record<string, unknown>[] };

test("the API is private, its secrets and logs are encrypted with our key, access goes by entries", async () => {
  const resources = await make();
  expect(ofType(resources, "aws:eks/cluster:Cluster")).toHaveLength(1);
  const { inputs, dependsOn, protect } = ofType(resources, "aws:eks/cluster:Cluster")[0] as (typeof resources)[number];
  expect(inputs).toMatchObject({
    name: "saas-production",
    version: "1.34",
    vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: cluster.network.appSubnetIds },
    accessConfig: { authenticationMode: "API" },
    bootstrapSelfManagedAddons: false,
    encryptionConfig: { provider: { keyArn: cluster.keyArn }, resources: ["secrets"] },
    deletionProtection: true,
  });
  expect(inputs.vpcConfig).not.toHaveProperty("publicAccessCidrs");
  expect(inputs.enabledClusterLogTypes).toEqual(["api", "audit", "authenticator", "controllerManager", "scheduler"]);
  expect(named(resources, "cluster-logs").inputs).toMatchObject({
    name: "/aws/eks/saas-production/cluster",
    kmsKeyId: cluster.keyArn,
    retentionInDays: 30,
  });
  expect(dependsOn).toContain("cluster-logs");
  expect(protect).toBe(true);
});

test("the API opens only to the ranges that are stated", async () => {
  const [eks] = ofType(await make({ apiAccess: ["203.0.113.0/24"] }), "aws:eks/cluster:Cluster");
  expect(eks?.inputs.vpcConfig).toMatchObject({
    endpointPrivateAccess: true,
    endpointPublicAccess: true,
    publicAccessCidrs: ["203.0.113.0/24"],
  });
});

describe("nodes", () => {
  test("a base of fixed size and one elastic group a type, whose wanted size is the autoscaler's", async () => {
    const groups = ofType(await make(), "aws:eks/nodeGroup:NodeGroup");
    expect(groups.map(({ name, inputs, ignoreChanges }) => [name, inputs.scalingConfig, ignoreChanges])).toEqual([
      ["cluster-base", { minSize: 3, maxSize: 3, desiredSize: 3 }, []],
      ["cluster-elastic", { minSize: 0, maxSize: 6, desiredSize: 0 }, ["scalingConfig.desiredSize"]],
      ["cluster-elastic-2", { minSize: 0, maxSize: 6, desiredSize: 0 }, ["scalingConfig.desiredSize"]],
    ]);
    for (const { inputs } of groups) {
      expect(inputs).toMatchObject({ subnetIds: cluster.network.appSubnetIds, amiType: "AL2023_ARM_64_STANDARD" });
      // It would replace the group; the type stands in the launch template.
      expect(inputs).not.toHaveProperty("instanceTypes");
    }
  });

  test("no elastic group where the fewest are the most", async () => {
    const groups = ofType(await make({ nodesMaximum: 3 }), "aws:eks/nodeGroup:NodeGroup");
    expect(groups.map(({ name }) => name)).toEqual(["cluster-base"]);
  });

  test("disks are encrypted and the metadata service is out of reach of pods", async () => {
    const templates = ofType(await make(), "aws:ec2/launchTemplate:LaunchTemplate");
    expect(templates.map(({ inputs }) => inputs.instanceType)).toEqual(["m7g.xlarge", "m7g.xlarge", "m6g.xlarge"]);
    for (const { inputs } of templates)
      expect(inputs).toMatchObject({
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: cluster.keyArn } }],
        vpcSecurityGroupIds: ["cluster-sg", "cluster-nodes-id"],
      });
  });

  test("they may join and pull images, no more; the CNI has a role of its own", async () => {
    const resources = await make();
    const attached = ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => [
      inputs.role,
      String(inputs.policyArn).split("/").pop(),
    ]);
    expect(attached.filter(([role]) => role === "cluster-node-auto").map(([, policy]) => policy)).toEqual([
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
    ]);
    expect(attached).toContainEqual(["cluster-cni-auto", "AmazonEKS_CNI_Policy"]);
  });
});

describe("add-ons", () => {
  test("network policy is switched on, and the CNI's rights come by Pod Identity", async () => {
    const { inputs } = named(await make(), "cluster-vpc-cni");
    expect(JSON.parse(String(inputs.configurationValues))).toEqual({ enableNetworkPolicy: "true" });
    expect(inputs.podIdentityAssociations).toEqual([
      { roleArn: "arn:aws:iam:eu-west-1:123456789012:role/cluster-cni-auto", serviceAccount: "aws-node" },
    ]);
  });

  test("those that nodes need come before them, those that need nodes after", async () => {
    const resources = await make();
    const addons = ofType(resources, "aws:eks/addon:Addon").map(({ inputs }) => inputs.addonName);
    expect(addons.sort()).toEqual([
      "aws-secrets-store-csi-driver-provider",
      "coredns",
      "eks-pod-identity-agent",
      "kube-proxy",
      "metrics-server",
      "vpc-cni",
    ]);
    const early = ["cluster-vpc-cni", "cluster-kube-proxy", "cluster-eks-pod-identity-agent"];
    for (const group of ofType(resources, "aws:eks/nodeGroup:NodeGroup"))
      expect(group.dependsOn).toEqual(expect.arrayContaining(early));
    for (const name of ["cluster-coredns", "cluster-metrics-server"])
      expect(named(resources, name).dependsOn).toEqual(expect.arrayContaining(["cluster-base", "cluster-elastic"]));
  });

  test("EKS chooses versions unless they are given", async () => {
    const resources = await make({ addonVersions: { coredns: "v1.12.4-eksbuild.1" } });
    expect(named(resources, "cluster-coredns").inputs.addonVersion).toBe("v1.12.4-eksbuild.1");
    expect(named(resources, "cluster-kube-proxy").inputs).not.toHaveProperty("addonVersion");
  });
});

describe("identities", () => {
  test("a service's pods may read exactly its own parameters and secrets", async () => {
    const resources = await make();
    const { Statement } = rightsOf(resources, "cluster-api");
    expect(Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: [
          "arn:aws:ssm:eu-west-1:123456789012:parameter/saas/production/tenants/port",
          "arn:aws:ssm:eu-west-1:123456789012:parameter/saas/production/tenants/writer",
        ],
      },
      {
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        Resource: ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:saas/production/tenants/credentials-??????"],
      },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: cluster.keyArn,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      },
    ]);
    expect(ofType(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation")[0]?.inputs).toMatchObject({
      namespace: "services",
      serviceAccount: "api",
    });
  });

  test("a role is for one service account of this cluster", async () => {
    const role = named(await make(), "cluster-api-pods");
    expect(policyOf(role, "assumeRolePolicy").Statement[0]?.Condition).toEqual({
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/saas-production",
        "aws:RequestTag/kubernetes-namespace": "services",
        "aws:RequestTag/kubernetes-service-account": "api",
      },
    });
  });

  test("the autoscaler may change this cluster's groups only", async () => {
    const { Statement } = rightsOf(await make(), "cluster-autoscaler");
    const changing = Statement.filter(({ Action }) => String(Action).includes("SetDesiredCapacity"));
    expect(changing).toHaveLength(1);
    expect(changing[0]?.Condition).toEqual({
      StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/saas-production": "owned" },
    });
  });

  test("a service without stores has a role and no rights", async () => {
    const resources = await make({ identities: [{ service: "docs", namespace: "services", bindings: [] }] });
    expect(named(resources, "cluster-docs-pods").type).toBe("aws:iam/role:Role");
    expect(resources.map(({ name, type }) => `${type} ${name}`)).not.toContain(
      "aws:iam/rolePolicy:RolePolicy cluster-docs",
    );
  });
});

describe("the way in", () => {
  test("exactly the node port is open, from the load balancer only", async () => {
    const resources = await make();
    expect(ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map((r) => r.inputs)).toEqual(
      [
        expect.objectContaining({
          securityGroupId: "cluster-nodes-id",
          referencedSecurityGroupId: "sg-entry",
          fromPort: 30123,
          toPort: 30123,
        }),
      ],
    );
    expect(ofType(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map((r) => r.inputs)).toEqual([
      expect.objectContaining({
        securityGroupId: "sg-entry",
        referencedSecurityGroupId: "cluster-nodes-id",
        fromPort: 30123,
        toPort: 30123,
      }),
    ]);
  });

  test("every node group's scaling group is behind the service's target group", async () => {
    const resources = await make();
    const attachments = ofType(resources, "aws:autoscaling/attachment:Attachment");
    expect(attachments.map(({ name }) => name)).toEqual([
      "cluster-api-base",
      "cluster-api-elastic",
      "cluster-api-elastic-2",
    ]);
    expect(attachments[0]?.inputs.autoscalingGroupName).toBe("eks-nodes-1");
    expect(attachments[0]?.dependsOn).toEqual(expect.arrayContaining(["cluster-base", "cluster-api"]));
    expect(ofType(resources, "aws:lb/targetGroup:TargetGroup")[0]?.inputs).toMatchObject({
      port: 30123,
      targetType: "instance",
      healthCheck: { path: "/healthz" },
    });
  });

  test("requests without the CDN's header are not forwarded", async () => {
    const [rule] = ofType(await make(), "aws:lb/listenerRule:ListenerRule");
    expect(rule?.inputs).toMatchObject({
      priority: 2100,
      conditions: [
        { pathPattern: { values: ["/api/*"] } },
        { httpHeader: { httpHeaderName: "X-Scalekit-Origin", values: ["only-the-cdn-knows"] } },
      ],
    });
  });
});

test("what cannot be built is refused before anything is made", async () => {
  const ways = cluster.ways ?? [];
  const { entry: _, ...without } = cluster;
  await expect(registerIn(() => void new Cluster("c", without))).rejects.toThrow("need `entry`");
  await expect(make({ nodesMaximum: 2 })).rejects.toThrow("fewer than at least 3");
  await expect(make({ nodeTypes: ["m7g.large", "m7i.large"] })).rejects.toThrow("two architectures");
  await expect(make({ ways: ways.map((way) => ({ ...way, paths: ["/1", "/2", "/3", "/4", "/5"] })) })).rejects.toThrow(
    "api has 5 paths; a listener rule takes 4 here",
  );
});

test("an administrator gets an access entry of his own", async () => {
  const resources = await make({ admins: [{ name: "oncall", principalArn: "arn:aws:iam::123456789012:role/oncall" }] });
  expect(named(resources, "cluster-admin-oncall").type).toBe("aws:eks/accessEntry:AccessEntry");
  expect(ofType(resources, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation")[0]?.inputs).toMatchObject({
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    accessScope: { type: "cluster" },
  });
});

test("a transform reaches each child of its kind", async () => {
  const resources = await make({ transform: { nodeGroup: { labels: { team: "shop" } } } });
  for (const { inputs } of ofType(resources, "aws:eks/nodeGroup:NodeGroup"))
    expect(inputs.labels).toEqual({ team: "shop" });
});

test("what the cloud computes is unknown in a preview, never missing", async () => {
  const resources = await registerIn(() => void new Cluster("cluster", cluster), { preview: true });
  for (const { inputs } of ofType(resources, "aws:ec2/launchTemplate:LaunchTemplate"))
    for (const group of inputs.vpcSecurityGroupIds as unknown[]) expect(group).toMatch(/^[0-9a-f-]{36}$/);
});

test("a key that only data services may use lets the control plane use it too", async () => {
  const account = "123456789012";
  const resources = await registerIn(() => {
    const statements = clusterKeyStatements({ account, cluster: "cluster" });
    new Key("key", { alias: "alias/saas", account, region: "eu-west-1", statements });
  });
  const [key] = ofType(resources, "aws:kms/key:Key") as [Registered];
  const added = policyOf(key).Statement.filter(({ Sid }) => ["GrantToEks", "UseByControlPlane"].includes(String(Sid)));
  // The role of the control plane is named by Pulumi: the component's name, then letters of its own.
  expect(added.map(({ Condition }) => Condition)).toEqual([
    { StringEquals: { "kms:CallerAccount": account } },
    { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/cluster-control-plane-*` } },
  ]);
  const roles = ofType(await make(), "aws:iam/role:Role").map(({ name }) => name);
  expect(roles).toContain("cluster-control-plane");
});
