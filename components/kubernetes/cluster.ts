import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { Make } from "../data/make";
import { makeEarlyAddons, makeLateAddons } from "./cluster/addons";
import { type ClusterArgs, checkCluster, withClusterDefaults } from "./cluster/args";
import { makeControlPlane } from "./cluster/control-plane";
import { makeAutoscalerIdentity, makeIdentities } from "./cluster/identities";
import { clusterGroup } from "./cluster/node-template";
import { makeNodes } from "./cluster/nodes";
import { makeWaysIn } from "./cluster/ways-in";

/**
 * An EKS cluster that services can run on as it stands: private API, encrypted secrets, logs of ours, nodes over three
 * zones, the add-ons without which workloads only look right (network policy, metrics, DNS, Pod Identity, secrets), a
 * role for each service, and a way in from the load balancer.
 *
 * Nodes scale by the cluster autoscaler, whose rights are made here and which `Platform` runs in the cluster. EKS Auto
 * Mode was weighed: its nodes are in no scaling group that a target group could be attached to, its limits and instance
 * types are objects in the cluster (NodePool) that come after it, and it charges for each node; Karpenter needs its own
 * resource definitions first. The autoscaler is one plain Deployment that keeps to the numbers of the node groups.
 *
 * @example new Cluster("cluster", { clusterName: "shop", version: "1.34", nodeTypes: ["m7g.large"], network, keyArn })
 */
export class Cluster extends Component {
  readonly clusterName: pulumi.Output<string>;
  readonly clusterArn: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Base64 of the certificate that the API server's is checked against. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** What stores let in (`StoreLink.allowFrom`): nodes and their pods, not the control plane. */
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  /** EKS's own group, which control plane and nodes share. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** Name of the role of each service's pods, to give it rights of its own. */
  readonly serviceRoleNames: Readonly<Record<string, pulumi.Output<string>>>;

  /** Target group of each service that comes in through the load balancer, as metrics name it. */
  readonly targetGroupArnSuffixes: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #make: Make = this.make.bind(this);

  constructor(name: string, given: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:kubernetes:Cluster", name, {}, opts);
    const args = withClusterDefaults(given);
    checkCluster(name, args);
    const make = this.#make;

    const cluster = makeControlPlane(make, name, args);
    const early = makeEarlyAddons(make, name, args, cluster);
    const nodes = makeNodes(make, name, args, cluster, early);
    const groups = nodes.groups.map(({ resource }) => resource);
    makeLateAddons(make, name, args, cluster, groups);
    const roles = makeIdentities(make, name, args, cluster);
    makeAutoscalerIdentity(make, name, args, cluster);
    const ways = makeWaysIn(make, name, args, nodes);

    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.data;
    this.nodeSecurityGroupId = nodes.securityGroup.id;
    this.clusterSecurityGroupId = clusterGroup(cluster);
    this.serviceRoleNames = Object.fromEntries(Object.entries(roles).map(([service, role]) => [service, role.name]));
    this.targetGroupArnSuffixes = Object.fromEntries(ways.map(({ service, targets }) => [service, targets.arnSuffix]));
    this.registerOutputs({
      clusterName: this.clusterName,
      endpoint: this.endpoint,
      certificateAuthority: this.certificateAuthority,
      nodeSecurityGroupId: this.nodeSecurityGroupId,
    });
  }
}
