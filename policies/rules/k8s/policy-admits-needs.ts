import facts from "../../../blueprints/facts/kubernetes-network.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore, withResource } from "../../change-sample";
import { accountOf, ifNothingIsHidden } from "../../facts/accounts";
import { associationsOf } from "../../facts/identities";
import { admitsAddress, admitsPort, type Line, linesFor, type Protocol } from "../../facts/network-policies";
import { isStore, portOfStore } from "../../facts/store-doors";
import { POD, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { manifests, networkPolicy } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant = changed(
  manifests,
  withResource("shop", { part: "shop" }),
  withMore(networkPolicy({ out: [53, 443, 5432] }), {
    type: TYPES.dbCluster,
    name: "orders",
    part: "orders",
    inputs: { engine: "aurora-postgresql", port: 5432 },
  }),
  (sample) => ({
    ...sample,
    declared: {
      services: {
        shop: { runs: "kubernetes", capacityRps: 100, minimum: 3, maximum: 12, reads: ["orders"], writes: [] },
      },
    },
  }),
);

export const policyAdmitsNeeds = rule({
  id: "k8s/policy-admits-needs",
  title: "Network policies let pods out to names, to their stores and to AWS where they use it",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "Pods that any policy selects for egress reach only what some policy names. Without port 53 no name resolves, and without TCP no long answer does; without its store's port a service starts and answers errors; without the agent's address it has no credentials.",
  source:
    "Kubernetes, network policies, https://kubernetes.io/docs/concepts/services-networking/network-policies/; RFC 7766, DNS transport over TCP, https://www.rfc-editor.org/rfc/rfc7766; Amazon EKS user guide, how EKS Pod Identity works, https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html",
  fix: "let the pods out to UDP and TCP port 53, to the ports of their stores, and, where they have an identity of AWS's, to HTTPS and the Pod Identity agent",
  types: [
    TYPES.networkPolicy,
    ...WORKLOADS,
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.replicationGroup,
    TYPES.podIdentity,
  ],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("shop-policy", networkPolicy({ out: [53, 443] }).inputs ?? {})),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world): readonly Verdict[] | undefined {
    const lines = linesFor(workload, "egress", world);
    // Pods that may go nowhere at all are shut in on purpose.
    if (!lines || lines.length === 0) return undefined;
    return [...names(workload, world), ...stores(workload, world), ...cloud(workload, world)].map((need): Verdict => {
      const { what, port, protocol, address } = need;
      const key = `${what} ${protocol} ${port}`;
      const admits = (line: Line): boolean =>
        admitsPort(line, port, protocol, workload, world) &&
        (address === undefined || admitsAddress(line, address, world));
      if (anyOf(lines, admits)) return pass(key);
      ifNothingIsHidden(workload, "network policies", world);
      return fail(`is let out by no policy to ${protocol} port ${port} of ${address ?? what}`, { key, input: "spec" });
    });
  },
});

interface Need {
  readonly what: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Where the port alone does not decide. */
  readonly address?: string;
}

/** Names, unless the pods bring a resolver of their own. */
function names(workload: GraphResource, world: World): readonly Need[] {
  if (world.text(workload, `${POD}.dnsPolicy`) === "None") return [];
  return (["UDP", "TCP"] as const).map((protocol) => ({ what: "the cluster's DNS", port: facts.dns.port, protocol }));
}

/** Stores in its region that the manifest says the workload's service uses. */
function stores(workload: GraphResource, world: World): readonly Need[] {
  const service = workload.part === undefined ? undefined : world.declares("services")?.[workload.part];
  if (!service) return [];
  const wanted = [...service.reads, ...service.writes];
  return world.resources
    .filter(isStore)
    .filter(({ region, part }) => region === workload.region && part !== undefined && wanted.includes(part))
    .flatMap((store) => {
      const port = portOfStore(store, world);
      return port === undefined ? [] : [{ what: store.name, port, protocol: "TCP" as const }];
    });
}

/** Credentials, and the APIs that they are for, where an identity is given to the pods' account. */
function cloud(workload: GraphResource, world: World): readonly Need[] {
  const account = known(() => accountOf(workload, world))?.value;
  if (!account || associationsOf(account, workload, world).length === 0) return [];
  const { address, port } = facts.podIdentityAgent;
  return [
    { what: "the Pod Identity agent", port, protocol: "TCP", address },
    { what: "AWS", port: facts.https.port, protocol: "TCP" },
  ];
}
