import type { StoreBinding } from "../../../blueprints/plan/parts";
import type { ClusterArgs } from "../../../components/kubernetes/cluster/args";
import type { WorkloadArgs } from "../../../components/kubernetes/workload/args";

export const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const bindings: readonly StoreBinding[] = [
  {
    store: "tenants",
    access: "write",
    parameters: { TENANTS_HOST: "/saas/production/tenants/writer", TENANTS_PORT: "/saas/production/tenants/port" },
    secrets: { TENANTS_SECRET: "saas/production/tenants/credentials" },
  },
];

export const entry = {
  securityGroupId: "sg-entry",
  listenerArn:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/entry/50dc6c495c0c9188/f2f7dc8efc522ab2",
  loadBalancerArnSuffix: "app/entry/50dc6c495c0c9188",
  originSecret: "only-the-cdn-knows",
};

/** A cluster with one service that comes in through the load balancer, as the plan makes it. */
export const cluster: ClusterArgs = {
  clusterName: "saas-production",
  version: "1.34",
  nodeTypes: ["m7g.xlarge", "m6g.xlarge"],
  keyArn,
  network: {
    vpcId: "vpc-1",
    vpcCidr: "10.1.0.0/16",
    publicSubnetIds: ["subnet-p1", "subnet-p2", "subnet-p3"],
    appSubnetIds: ["subnet-a1", "subnet-a2", "subnet-a3"],
    dataSubnetIds: ["subnet-d1", "subnet-d2", "subnet-d3"],
  },
  nodesMinimum: 3,
  nodesMaximum: 9,
  entry,
  ways: [{ service: "api", nodePort: 30123, healthPath: "/healthz", paths: ["/api/*"], priority: 2100 }],
  identities: [{ service: "api", namespace: "services", bindings }],
};

/** What the simulated cloud answers besides the inputs. */
export const eksOutputs = {
  "aws:eks/cluster:Cluster": { vpcConfig: { clusterSecurityGroupId: "cluster-sg" } },
  "aws:eks/nodeGroup:NodeGroup": { resources: [{ autoscalingGroups: [{ name: "eks-nodes-1" }] }] },
};

export const workload: WorkloadArgs = {
  namespace: "services",
  image: "registry.example.org/saas/api:2.3.1",
  port: 8080,
  healthPath: "/healthz",
  cpuCores: 0.5,
  memoryMiB: 512,
  minimum: 3,
  maximum: 12,
  targetCpu: 0.6,
  environment: { LOG_LEVEL: "info" },
  bindings,
  region: "eu-west-1",
  wayIn: { nodePort: 30123, fromCidr: "10.1.0.0/16" },
  gracefulSeconds: 30,
};
