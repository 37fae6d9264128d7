import { Namespace, type NamespaceArgs } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { Make } from "../data/make";
import { type FilledPlatform, type PlatformArgs, withPlatformDefaults } from "./platform/args";
import { makeAutoscaler } from "./platform/autoscaler";

/**
 * What the workloads of a cluster stand on, made once a cluster: their namespaces, in which nothing may talk to anything
 * until a workload's own policy says so and only pods of the restricted profile start, and the node autoscaler.
 *
 * @example
 * const platform = new Platform("platform", { namespaces: ["services"] }, { provider });
 * new Workload("api", { namespace: "services", … }, { provider, dependsOn: [platform] });
 */
export class Platform extends Component {
  readonly namespaces: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #make: Make = this.make.bind(this);

  constructor(name: string, given: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:kubernetes:Platform", name, {}, opts);
    const args = withPlatformDefaults(given);
    this.namespaces = Object.fromEntries(
      args.namespaces.map((namespace) => [namespace, this.#namespace(name, namespace, args)]),
    );
    if (args.autoscaler) makeAutoscaler(this.#make, name, args, args.autoscaler);
    this.registerOutputs({ namespaces: this.namespaces });
  }

  #namespace(name: string, namespace: string, { transform }: FilledPlatform): pulumi.Output<string> {
    const profile = "pod-security.kubernetes.io";
    const made = this.make<NamespaceArgs, Namespace>(
      Namespace,
      `${name}-${namespace}`,
      {
        metadata: {
          name: namespace,
          labels: {
            "app.kubernetes.io/managed-by": "scalekit",
            [`${profile}/enforce`]: "restricted",
            [`${profile}/warn`]: "restricted",
          },
        },
      },
      { transform: transform.namespace, from: { "metadata.name": "namespaces" } },
    );
    this.make<NetworkPolicyArgs, NetworkPolicy>(
      NetworkPolicy,
      `${name}-${namespace}`,
      {
        metadata: { namespace: made.metadata.name },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      },
      { transform: transform.networkPolicy },
    );
    return made.metadata.name;
  }
}
