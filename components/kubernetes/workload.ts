import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions";
import { Deployment, type DeploymentArgs } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler, type HorizontalPodAutoscalerArgs } from "@pulumi/kubernetes/autoscaling/v2";
import { Service, ServiceAccount, type ServiceAccountArgs, type ServiceArgs } from "@pulumi/kubernetes/core/v1";
import { Ingress, type IngressArgs, NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import { PodDisruptionBudget, type PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { checkWorkload, type FilledWorkload, type WorkloadArgs, withWorkloadDefaults } from "./workload/args";
import { boundValues, secretProviderSpec } from "./workload/bindings";
import { ingressSpec } from "./workload/ingress";
import { labelsOf, selectorOf } from "./workload/labels";
import { networkPolicySpec } from "./workload/network-policy";
import { podTemplate, type SecretProvider } from "./workload/pod";
import { autoscalerSpec, DISRUPTION } from "./workload/scaling";

/** The port at which other pods reach a service by its name. */
const SERVICE_PORT = 80;

/**
 * One service on any Kubernetes cluster (1.30 or later): pods that are spread, probed, drained, scaled and shut in, with
 * one stated way in. The image must run as a user other than root and write only to `/tmp`.
 *
 * The service account and the Service have the workload's own name, since others refer to them (the pods' AWS role, DNS
 * names); all else is named by Pulumi, so that what can't be changed is made anew before the old one goes.
 *
 * @example new Workload("api", { namespace: "services", image: "registry.example.org/api:2.3.1", port: 8080,
 *   healthPath: "/healthz", cpuCores: 0.5, memoryMiB: 512 }, { provider })
 */
export class Workload extends Component {
  /** Where pods of the cluster reach it, once a policy lets them. */
  readonly hostName: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
  readonly deploymentName: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: FilledWorkload;

  constructor(name: string, given: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:kubernetes:Workload", name, {}, opts);
    const args = withWorkloadDefaults(given);
    checkWorkload(name, args);
    this.#name = name;
    this.#args = args;

    const account = this.#serviceAccount();
    const policy = this.#networkPolicy();
    const secrets = this.#secretProvider();
    const deployment = this.#deployment(secrets, [account, policy]);
    const service = this.#service();
    this.#autoscaler(deployment);
    this.#disruptionBudget();
    this.#ingress(service);

    this.serviceAccountName = account.metadata.name;
    this.deploymentName = deployment.metadata.name;
    this.hostName = service.metadata.apply((meta) => `${meta.name}.${meta.namespace}.svc.cluster.local`);
    this.registerOutputs({ hostName: this.hostName, deploymentName: this.deploymentName });
  }

  /** With the workload's name where others refer to it, else named by Pulumi. */
  #metadata(fixed: "named" | "auto") {
    return {
      namespace: this.#args.namespace,
      labels: labelsOf(this.#name),
      ...(fixed === "named" && { name: this.#name }),
    };
  }

  #serviceAccount(): ServiceAccount {
    const { serviceAccountAnnotations: annotations, transform } = this.#args;
    return this.make<ServiceAccountArgs, ServiceAccount>(
      ServiceAccount,
      this.#name,
      {
        metadata: { ...this.#metadata("named"), ...(Object.keys(annotations).length > 0 && { annotations }) },
        automountServiceAccountToken: false,
      },
      { transform: transform.serviceAccount, from: { "metadata.namespace": "namespace" } },
    );
  }

  #networkPolicy(): NetworkPolicy {
    return this.make<NetworkPolicyArgs, NetworkPolicy>(
      NetworkPolicy,
      this.#name,
      { metadata: this.#metadata("auto"), spec: networkPolicySpec(this.#name, this.#args) },
      {
        transform: this.#args.transform.networkPolicy,
        from: { "metadata.namespace": "namespace", "spec.ingress": "wayIn", "spec.egress": "bindings" },
      },
    );
  }

  #secretProvider(): SecretProvider | undefined {
    const { bindings, region, serviceAccountAnnotations, transform } = this.#args;
    const values = boundValues(bindings);
    if (values.length === 0 || region === undefined) return undefined;
    const podIdentity = serviceAccountAnnotations["eks.amazonaws.com/role-arn"] === undefined;
    const resource = this.make<CustomResourceArgs, CustomResource>(
      CustomResource,
      this.#name,
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: this.#metadata("auto"),
        spec: secretProviderSpec(this.#name, region, values, podIdentity),
      },
      {
        transform: transform.secretProvider,
        from: { "metadata.namespace": "namespace", spec: "bindings", "spec.parameters.region": "region" },
      },
    );
    return { className: resource.metadata.name, values };
  }

  #deployment(secrets: SecretProvider | undefined, dependsOn: pulumi.Resource[]): Deployment {
    const container = "spec.template.spec.containers.0";
    return this.make<DeploymentArgs, Deployment>(
      Deployment,
      this.#name,
      {
        metadata: this.#metadata("auto"),
        // No `replicas`: they are the autoscaler's, and stating them would undo it with every run.
        spec: {
          selector: { matchLabels: selectorOf(this.#name) },
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
          minReadySeconds: 5,
          revisionHistoryLimit: 5,
          template: podTemplate(this.#name, this.#args, secrets),
        },
      },
      {
        transform: this.#args.transform.deployment,
        from: {
          "metadata.namespace": "namespace",
          "spec.template.spec.terminationGracePeriodSeconds": "gracefulSeconds",
          [`${container}.image`]: "image",
          [`${container}.env`]: "environment",
          [`${container}.ports`]: "port",
          [`${container}.readinessProbe`]: "healthPath",
          [`${container}.startupProbe`]: "healthPath",
          [`${container}.resources.requests.cpu`]: "cpuCores",
          [`${container}.resources.requests.memory`]: "memoryMiB",
          [`${container}.resources.limits.memory`]: "memoryMiB",
        },
        opts: { dependsOn },
      },
    );
  }

  #service(): Service {
    const { wayIn, transform } = this.#args;
    const nodePort = wayIn && "nodePort" in wayIn ? wayIn.nodePort : undefined;
    return this.make<ServiceArgs, Service>(
      Service,
      this.#name,
      {
        metadata: this.#metadata("named"),
        spec: {
          selector: selectorOf(this.#name),
          ports: [
            { name: "http", port: SERVICE_PORT, targetPort: "http", ...(nodePort !== undefined && { nodePort }) },
          ],
          ...(nodePort === undefined
            ? { type: "ClusterIP" }
            : // Any node takes traffic for pods on any other: a node without a pod is still a working way in.
              { type: "NodePort", externalTrafficPolicy: "Cluster" }),
        },
      },
      {
        transform: transform.service,
        from: { "metadata.namespace": "namespace", "spec.ports.0.nodePort": "wayIn", "spec.type": "wayIn" },
      },
    );
  }

  #autoscaler(deployment: Deployment): void {
    const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: deployment.metadata.name };
    this.make<HorizontalPodAutoscalerArgs, HorizontalPodAutoscaler>(
      HorizontalPodAutoscaler,
      this.#name,
      { metadata: this.#metadata("auto"), spec: { scaleTargetRef, ...autoscalerSpec(this.#args) } },
      {
        transform: this.#args.transform.autoscaler,
        from: {
          "metadata.namespace": "namespace",
          "spec.minReplicas": "minimum",
          "spec.maxReplicas": "maximum",
          "spec.metrics": "targetCpu",
        },
      },
    );
  }

  #disruptionBudget(): void {
    this.make<PodDisruptionBudgetArgs, PodDisruptionBudget>(
      PodDisruptionBudget,
      this.#name,
      {
        metadata: this.#metadata("auto"),
        spec: { selector: { matchLabels: selectorOf(this.#name) }, ...DISRUPTION },
      },
      { transform: this.#args.transform.disruptionBudget, from: { "metadata.namespace": "namespace" } },
    );
  }

  #ingress(service: Service): void {
    const { wayIn, transform } = this.#args;
    if (!wayIn || "nodePort" in wayIn) return;
    this.make<IngressArgs, Ingress>(
      Ingress,
      this.#name,
      { metadata: this.#metadata("auto"), spec: ingressSpec(this.#name, wayIn) },
      {
        transform: transform.ingress,
        from: { "metadata.namespace": "namespace", spec: "wayIn" },
        opts: { dependsOn: [service] },
      },
    );
  }
}
