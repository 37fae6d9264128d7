import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { FilledWorkload } from "./args";
import { BINDINGS_PATH, type BoundValue, mirrorName } from "./bindings";
import { labelsOf, selectorOf } from "./labels";

type Container = types.input.core.v1.Container;
type PodSpec = types.input.core.v1.PodSpec;

/**
 * Seconds between the order to stop and the pod hearing of it: by then kube-proxy on every node sends it nothing new
 * [kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, termination of pods: both happen at the same time].
 */
export const QUIET_SECONDS = 10;

/** What the Deployment makes pods of: the restricted profile of the Pod Security Standards, spread, probed, drained. */
export function podTemplate(name: string, args: FilledWorkload, secretProvider: SecretProvider | undefined) {
  const spec: PodSpec = {
    serviceAccountName: name,
    // Pod Identity brings its own token; the one for Kubernetes' API is not for services.
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: args.gracefulSeconds + QUIET_SECONDS,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    topologySpreadConstraints: [spread(name, "topology.kubernetes.io/zone"), spread(name, "kubernetes.io/hostname")],
    containers: [container(name, args, secretProvider?.values ?? [])],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
      ...(secretProvider
        ? [
            {
              name: "bindings",
              csi: {
                driver: "secrets-store.csi.k8s.io",
                readOnly: true,
                volumeAttributes: { secretProviderClass: secretProvider.className },
              },
            },
          ]
        : []),
    ],
  };
  return { metadata: { labels: labelsOf(name) }, spec };
}

export interface SecretProvider {
  /** Name of the SecretProviderClass. */
  readonly className: pulumi.Input<string>;
  readonly values: readonly BoundValue[];
}

/**
 * Evenly, but rather uneven than not at all: when a zone is lost, the others must take its pods. Each release is
 * counted by itself, or the old one's pods would push the new one's together.
 */
const spread = (name: string, topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: selectorOf(name) },
  matchLabelKeys: ["pod-template-hash"],
});

function container(name: string, args: FilledWorkload, values: readonly BoundValue[]): Container {
  const memory = `${args.memoryMiB}Mi`;
  return {
    name: "service",
    image: args.image,
    ports: [{ name: "http", containerPort: args.port }],
    env: [...plainEnvironment(args), ...boundEnvironment(name, values)],
    // No CPU limit: a pod may use what its neighbours don't, and a limit would throttle it just when it is busy. Memory
    // cannot be taken back, so its limit is what was asked for.
    resources: { requests: { cpu: `${Math.round(args.cpuCores * 1000)}m`, memory }, limits: { memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    ...probes(args),
    // Sleeps in the kubelet: the image needs no shell [GA in Kubernetes 1.34, on by default since 1.30].
    lifecycle: { preStop: { sleep: { seconds: QUIET_SECONDS } } },
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      ...(values.length > 0 ? [{ name: "bindings", mountPath: BINDINGS_PATH, readOnly: true }] : []),
    ],
  };
}

const START_PERIOD = 2;

function probes({ healthPath, livenessPath, startSeconds }: FilledWorkload) {
  const ready = { httpGet: { path: healthPath, port: "http" } };
  const alive =
    livenessPath === undefined ? { tcpSocket: { port: "http" } } : { httpGet: { path: livenessPath, port: "http" } };
  return {
    startupProbe: { ...ready, periodSeconds: START_PERIOD, failureThreshold: Math.ceil(startSeconds / START_PERIOD) },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    livenessProbe: { ...alive, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 6 },
  };
}

const plainEnvironment = ({ environment }: FilledWorkload) =>
  Object.entries(environment).map(([name, value]) => ({ name, value }));

const boundEnvironment = (name: string, values: readonly BoundValue[]) =>
  values.map(({ variable }) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: mirrorName(name, values), key: variable } },
  }));
