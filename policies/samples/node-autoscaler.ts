import { changed, withMore } from "../change-sample";
import { BINDINGS, ROLES } from "../facts/accounts";
import { ref, type Sample, type SampleResource } from "../sample";
import { TYPES } from "../types";
import { cluster } from "./kubernetes";

const [ROLE = "", CLUSTER_ROLE = ""] = ROLES;
const [BINDING = "", CLUSTER_BINDING = ""] = BINDINGS;

const name = "cluster-autoscaler";
const namespace = "kube-system";
const subjects = [{ kind: "ServiceAccount", name, namespace }];

const rbac: readonly SampleResource[] = [
  {
    type: CLUSTER_ROLE,
    name: "see",
    inputs: {
      metadata: { name },
      rules: [{ apiGroups: [""], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] }],
    },
  },
  {
    type: CLUSTER_BINDING,
    name: "sees",
    inputs: { metadata: { name }, roleRef: { kind: "ClusterRole", name }, subjects },
  },
  {
    type: ROLE,
    name: "lease",
    inputs: {
      metadata: { name, namespace },
      rules: [{ apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create", "get", "update"] }],
    },
  },
  {
    type: BINDING,
    name: "leases",
    inputs: { metadata: { name, namespace }, roleRef: { kind: "Role", name }, subjects },
  },
];

/** A cluster with the cluster autoscaler in it, and all the rights that it needs. */
export const nodeAutoscaler: Sample = changed(
  cluster,
  withMore(
    { type: TYPES.serviceAccount, name: "account", inputs: { metadata: { name, namespace } } },
    ...rbac,
    { type: TYPES.role, name: "scales" },
    {
      type: TYPES.rolePolicy,
      name: "scaling",
      inputs: {
        role: ref("scales"),
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: ["autoscaling:SetDesiredCapacity"], Resource: "*" }],
        }),
      },
    },
    {
      type: TYPES.podIdentity,
      name: "identity",
      inputs: { clusterName: ref("cluster"), namespace, serviceAccount: name, roleArn: ref("scales") },
    },
    {
      type: TYPES.deployment,
      name: "autoscaler",
      inputs: {
        metadata: { name, namespace },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: name } },
          template: {
            metadata: { labels: { app: name } },
            spec: {
              serviceAccountName: name,
              containers: [
                {
                  name,
                  image: "registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2",
                  command: ["./cluster-autoscaler", "--cloud-provider=aws"],
                  ports: [{ name: "metrics", containerPort: 8085 }],
                  livenessProbe: { httpGet: { path: "/health-check", port: "metrics" } },
                  resources: { requests: { cpu: "100m", memory: "600Mi" }, limits: { memory: "600Mi" } },
                },
              ],
            },
          },
        },
      },
    },
  ),
);
