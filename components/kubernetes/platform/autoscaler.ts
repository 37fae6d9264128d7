import { Deployment, type DeploymentArgs } from "@pulumi/kubernetes/apps/v1";
import { ServiceAccount, type ServiceAccountArgs } from "@pulumi/kubernetes/core/v1";
import { PodDisruptionBudget, type PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1";
import {
  ClusterRole,
  type ClusterRoleArgs,
  ClusterRoleBinding,
  type ClusterRoleBindingArgs,
  Role,
  type RoleArgs,
  RoleBinding,
  type RoleBindingArgs,
} from "@pulumi/kubernetes/rbac/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { Make } from "../../data/make";
import { AUTOSCALER } from "../cluster/identities";
import { labelsOf, selectorOf } from "../workload/labels";
import type { FilledPlatform } from "./args";
import { autoscalerImage } from "./autoscaler-image";
import { CLUSTER_RULES, NAMESPACE_RULES } from "./autoscaler-rules";

type Autoscaler = NonNullable<FilledPlatform["autoscaler"]>;

const NAME = AUTOSCALER.serviceAccount;

/**
 * The node autoscaler: adds nodes for pods that find no room, takes away those that are half empty. It is in the
 * cluster's own namespace under the name that `Cluster` made AWS rights for.
 */
export function makeAutoscaler(make: Make, name: string, args: FilledPlatform, autoscaler: Autoscaler): void {
  const metadata = { namespace: AUTOSCALER.namespace, labels: labelsOf(NAME) };
  const account = make<ServiceAccountArgs, ServiceAccount>(
    ServiceAccount,
    `${name}-autoscaler`,
    { metadata: { ...metadata, name: NAME } },
    { transform: args.transform.serviceAccount },
  );
  const rights = makeRights(make, `${name}-autoscaler`, metadata);
  make<DeploymentArgs, Deployment>(
    Deployment,
    `${name}-autoscaler`,
    {
      metadata,
      // Two, of which one leads: scaling goes on while the other's node is lost.
      spec: {
        replicas: 2,
        selector: { matchLabels: selectorOf(NAME) },
        template: { metadata: { labels: labelsOf(NAME) }, spec: podSpec(autoscaler) },
      },
    },
    {
      transform: args.transform.autoscaler,
      from: {
        "spec.template.spec.containers.0.image": "autoscaler.version",
        "spec.template.spec.containers.0.command": "autoscaler.nodesMaximum",
      },
      opts: { dependsOn: [account, ...rights] },
    },
  );
  make<PodDisruptionBudgetArgs, PodDisruptionBudget>(PodDisruptionBudget, `${name}-autoscaler`, {
    metadata,
    spec: { selector: { matchLabels: selectorOf(NAME) }, maxUnavailable: 1 },
  });
}

function makeRights(
  make: Make,
  name: string,
  metadata: { namespace: string; labels: Record<string, string> },
): pulumi.Resource[] {
  const subjects = [{ kind: "ServiceAccount", name: NAME, namespace: AUTOSCALER.namespace }];
  const apiGroup = "rbac.authorization.k8s.io";
  const { labels } = metadata;
  const wide = make<ClusterRoleArgs, ClusterRole>(ClusterRole, name, { metadata: { labels }, rules: CLUSTER_RULES });
  const narrow = make<RoleArgs, Role>(Role, name, { metadata, rules: NAMESPACE_RULES });
  return [
    make<ClusterRoleBindingArgs, ClusterRoleBinding>(ClusterRoleBinding, name, {
      metadata: { labels },
      roleRef: { apiGroup, kind: "ClusterRole", name: wide.metadata.name },
      subjects,
    }),
    make<RoleBindingArgs, RoleBinding>(RoleBinding, name, {
      metadata,
      roleRef: { apiGroup, kind: "Role", name: narrow.metadata.name },
      subjects,
    }),
  ];
}

const PORT = 8085;

const podSpec = ({ clusterName, region, version, nodesMaximum, image }: Autoscaler) => ({
  serviceAccountName: NAME,
  priorityClassName: "system-cluster-critical",
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
    fsGroup: 65534,
    seccompProfile: { type: "RuntimeDefault" },
  },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selectorOf(NAME) },
    },
  ],
  containers: [
    {
      name: "autoscaler",
      image: image ?? autoscalerImage(version),
      command: [
        "./cluster-autoscaler",
        "--cloud-provider=aws",
        `--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/${clusterName}`,
        // Each elastic group may grow to all the room there is; the sum may not.
        `--max-nodes-total=${nodesMaximum}`,
        // The group that leaves least idle; one that cannot grow (type sold out) is left alone for a while.
        "--expander=least-waste",
        "--balance-similar-node-groups",
        // Every service has a /tmp of its own; it holds nothing that a node must stay for.
        "--skip-nodes-with-local-storage=false",
        "--skip-nodes-with-system-pods=false",
      ],
      // The metadata service, where it would look otherwise, is out of reach of pods.
      env: [{ name: "AWS_REGION", value: region }],
      ports: [{ name: "metrics", containerPort: PORT }],
      resources: { requests: { cpu: "100m", memory: "600Mi" }, limits: { memory: "600Mi" } },
      livenessProbe: { httpGet: { path: "/health-check", port: "metrics" }, periodSeconds: 10, failureThreshold: 6 },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    },
  ],
});
