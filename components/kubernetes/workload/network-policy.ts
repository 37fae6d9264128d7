import type { types } from "@pulumi/kubernetes";
import type { FilledWorkload } from "./args";
import { selectorOf } from "./labels";

type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** Private addresses [RFC 1918] and the shared ones [RFC 6598] that a VPC may have: stores have no others. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Where the Pod Identity agent answers on each node [eks/latest/userguide/pod-id-agent-setup.html]. */
const POD_IDENTITY = { cidr: "169.254.170.23/32", port: 80 };

/** The instance metadata service: nothing that a service has to do with. */
const METADATA = "169.254.169.254/32";

const tcp = (port: number) => ({ protocol: "TCP", port });

/**
 * In: only by the stated way, only to the service's port. Out: names, stores, HTTPS, the pod's own AWS identity. The
 * kubelet's probes come from the pod's node, which policies never hold back
 * [kubernetes.io/docs/concepts/services-networking/network-policies].
 */
export const networkPolicySpec = (name: string, args: FilledWorkload): types.input.networking.v1.NetworkPolicySpec => ({
  podSelector: { matchLabels: selectorOf(name) },
  policyTypes: ["Ingress", "Egress"],
  ingress: args.wayIn ? [{ from: [comesFrom(args.wayIn, args)], ports: [tcp(args.port)] }] : [],
  egress: [
    {
      to: [
        {
          namespaceSelector: namespace("kube-system"),
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
      ],
      ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
    },
    ...(args.storePorts.length > 0
      ? [{ to: PRIVATE.map((cidr) => ({ ipBlock: { cidr } })), ports: args.storePorts.map(tcp) }]
      : []),
    { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: [METADATA] } }], ports: [tcp(443)] },
    { to: [{ ipBlock: { cidr: POD_IDENTITY.cidr } }], ports: [tcp(POD_IDENTITY.port)] },
  ],
});

const namespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

/** Namespaces of well-known ingress controllers, by class, as their own installation makes them. */
const INGRESS_NAMESPACES: Readonly<Record<string, string>> = { nginx: "ingress-nginx" };

function comesFrom(wayIn: NonNullable<FilledWorkload["wayIn"]>, { ingressNamespace }: FilledWorkload): Peer {
  // A node port is reached through any node, which sends with its own address: the VPC's range holds both.
  if ("nodePort" in wayIn) return { ipBlock: { cidr: wayIn.fromCidr } };
  const known = ingressNamespace ?? INGRESS_NAMESPACES[wayIn.ingressClass];
  return { namespaceSelector: known === undefined ? {} : namespace(known) };
}
