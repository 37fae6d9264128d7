import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord } from "../../../blueprints/graph/values";
import { GraphView } from "../../../blueprints/graph/view";
import { groupBy } from "../../../blueprints/group-by";
import { World } from "../../world/world";
import { calledBy, look, textAt } from "../infer/look";
import { type Place, placesFor, withoutCluster } from "./place";
import { likeness } from "./same";

/** What a plan would make and what is there in its place. */
export interface Pair {
  readonly planned: GraphResource;
  readonly existing: GraphResource;
  /** How they were found to be the same. */
  readonly by: "address" | "name" | "role" | "neighbour" | "only one" | "likeness";
}

/**
 * Pairs what a plan would make with what exists: by address, by the name that the cloud knows it by, by what it is called, by
 * what it stands beside, by being the only one of its type in a region, and last by how much of it is alike. Each resource is
 * in one pair at most; what is in none is missing or extra.
 */
export function pairUp(
  planned: readonly GraphResource[],
  existing: readonly GraphResource[],
  words: readonly string[],
): Pair[] {
  const pairs = new Pairs(planned.filter(isCloud), existing.filter(isCloud), placesFor(planned));
  // An address names the stack, and with it the cluster.
  pairs.unique("address", addressKey, addressKey, withoutCluster);
  pairs.unique("name", nameKey, nameKey);
  const [plannedWorld, existingWorld] = [planned, existing].map((resources) => new World({ resources }, "starter"));
  if (plannedWorld && existingWorld) {
    const role = (world: World) => (resource: GraphResource) => {
      const name = calledBy(resource, world, words, "");
      return name === "" || !ROLES.has(resource.type) ? undefined : name;
    };
    pairs.unique("role", role(plannedWorld), role(existingWorld));
  }
  pairs.unique("only one", single, single);
  pairs.spread((input) => input);
  // Tools and people say the same through different inputs: groups on a template, or on its interface.
  pairs.spread(() => "");
  pairs.alike();
  return pairs.found();
}

/** Providers are settings of a program, and random values live in its state only. */
export const isCloud = ({ custom, type }: GraphResource): boolean =>
  custom && !type.startsWith("pulumi:") && !type.startsWith("random:");

/** Types that people name after what they do. */
const ROLES = new Set([
  "aws:autoscaling/group:Group",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:lb/targetGroup:TargetGroup",
  "aws:ecs/service:Service",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:core/v1:Service",
]);

const addressKey = ({ stack, name }: GraphResource): string => `${stack.replace(/^sandbox\./, "")} ${name}`;

const single = (): string => "";

/** Inputs by which the cloud tells things of a type apart. */
const NAMES = [
  ["name", "type", "setIdentifier"],
  ["clusterIdentifier"],
  ["identifier"],
  ["replicationGroupId"],
  ["globalClusterIdentifier"],
  ["bucket"],
  ["metadata.namespace", "metadata.name"],
  ["domainName"],
  ["serviceName"],
  ["family"],
  ["cidrBlock"],
] as const;

function nameKey(resource: GraphResource): string | undefined {
  for (const inputs of NAMES) {
    const values = inputs.map((input) => textAt(resource, input));
    const decisive = inputs[0] === "metadata.namespace" ? values[1] : values[0];
    if (decisive !== undefined) return values.map((value) => (value ?? "").replace(/\.$/, "")).join(" ");
  }
  return undefined;
}

/** What a thing is, by its type: two that differ in it are two things, however alike they are besides. */
const ESSENTIAL: Readonly<Record<string, readonly string[]>> = {
  "aws:route53/record:Record": ["name", "type", "setIdentifier"],
  "aws:route53/zone:Zone": ["name"],
  "aws:route53/healthCheck:HealthCheck": ["type", "fqdn"],
  "aws:acm/certificate:Certificate": ["domainName"],
  "aws:ec2/subnet:Subnet": ["availabilityZone"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName"],
  "aws:rds/cluster:Cluster": ["engine"],
  "aws:rds/instance:Instance": ["engine"],
  "aws:lb/loadBalancer:LoadBalancer": ["loadBalancerType", "internal"],
  "aws:lb/listener:Listener": ["port", "protocol"],
  "aws:lb/listenerRule:ListenerRule": ["conditions"],
  "aws:autoscaling/policy:Policy": ["policyType", "targetTrackingConfiguration.predefinedMetricSpecification"],
  "aws:appautoscaling/target:Target": ["scalableDimension"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "fromPort",
    "toPort",
    "ipProtocol",
    "cidrIpv4",
    "prefixListId",
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["fromPort", "toPort", "ipProtocol", "cidrIpv4"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["metricName", "namespace"],
  "aws:ssm/parameter:Parameter": ["name"],
  "aws:secretsmanager/secret:Secret": ["name"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"],
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:eks/addon:Addon": ["addonName"],
  "aws:ec2/route:Route": ["destinationCidrBlock"],
  "cloudflare:index/dnsRecord:DnsRecord": ["name", "type"],
};

function contradict(planned: GraphResource, existing: GraphResource): boolean {
  return (ESSENTIAL[planned.type] ?? []).some((input) => {
    const [one, other] = [look(planned, input), look(existing, input)];
    return one !== undefined && other !== undefined && likeness(undotted(one), undotted(other)) === "differs";
  });
}

/** A DNS name may end with a dot. */
const undotted = (value: unknown): unknown => (typeof value === "string" ? value.replace(/\.$/, "") : value);

/** Above this many comparisons of one type in one place, likeness is not looked for. */
const MOST_COMPARED = 400_000;
/** Share of what both say that has to agree. */
const LEAST_ALIKE = 0.6;
/** Signs that have to agree: one alone (both are in the one network) says nothing. */
const LEAST_SIGNS = 3;

class Pairs {
  private readonly of = new Map<GraphResource, Pair>();
  private readonly plannedView: GraphView;
  private readonly existingView: GraphView;

  constructor(
    private readonly planned: readonly GraphResource[],
    private readonly existing: readonly GraphResource[],
    private readonly place: Place,
  ) {
    this.plannedView = new GraphView(planned);
    this.existingView = new GraphView(existing);
  }

  found(): Pair[] {
    return this.planned.flatMap((each) => this.of.get(each) ?? []);
  }

  private add(planned: GraphResource, existing: GraphResource, by: Pair["by"]): void {
    if (by !== "address" && contradict(planned, existing)) return;
    const pair = { planned, existing, by };
    this.of.set(planned, pair);
    this.of.set(existing, pair);
  }

  private readonly free = (resource: GraphResource): boolean => !this.of.has(resource);

  /** Pairs what one key fits on both sides, and nothing else in that place. */
  unique(
    by: Pair["by"],
    plannedKey: (resource: GraphResource) => string | undefined,
    existingKey: (resource: GraphResource) => string | undefined,
    place = this.place,
  ): void {
    const keyed = (all: readonly GraphResource[], key: (resource: GraphResource) => string | undefined) =>
      groupBy(
        all.filter((each) => this.free(each) && key(each) !== undefined),
        (each) => `${place(each)}\n${key(each)}`,
      );
    const there = keyed(this.existing, existingKey);
    for (const [key, [first, ...more]] of keyed(this.planned, plannedKey)) {
      const [match, ...others] = there.get(key) ?? [];
      if (first && match && more.length === 0 && others.length === 0) this.add(first, match, by);
    }
  }

  /** From pairs to what stands beside them, until nothing more is found: the one neighbour of a type through one input. */
  spread(through: (input: string) => string): void {
    const open = this.found();
    for (let pair = open.pop(); pair; pair = open.pop()) {
      for (const [key, planned] of this.neighbours(pair.planned, this.plannedView, through)) {
        const existing = this.neighbours(pair.existing, this.existingView, through).get(key) ?? [];
        for (const [one, other] of this.matching(planned, existing)) {
          this.add(one, other, "neighbour");
          const made = this.of.get(one);
          if (made) open.push(made);
        }
      }
    }
  }

  private neighbours(
    resource: GraphResource,
    view: GraphView,
    through: (input: string) => string,
  ): ReadonlyMap<string, readonly GraphResource[]> {
    const outgoing = view.from(resource).map(({ to, input, by }) => ({ other: to, key: `> ${through(input)}`, by }));
    const incoming = view.to(resource).map(({ from, input, by }) => ({ other: from, key: `< ${through(input)}`, by }));
    const all = [...outgoing, ...incoming].filter(({ other, by }) => by !== "order" && this.free(other));
    const grouped = groupBy(all, ({ other, key }) => `${key} ${this.place(other)}`);
    return new Map([...grouped].map(([key, found]) => [key, [...new Set(found.map(({ other }) => other))]]));
  }

  private matching(
    planned: readonly GraphResource[],
    existing: readonly GraphResource[],
  ): readonly (readonly [GraphResource, GraphResource])[] {
    const [one, other] = [planned.filter(this.free), existing.filter(this.free)];
    if (one[0] && other[0] && one.length === 1 && other.length === 1) return [[one[0], other[0]]];
    return this.best(one, other, 0.99);
  }

  alike(): void {
    const there = groupBy(this.existing.filter(this.free), this.place);
    for (const [place, planned] of groupBy(this.planned.filter(this.free), this.place)) {
      const existing = there.get(place) ?? [];
      if (existing.length === 0 || planned.length * existing.length > MOST_COMPARED) continue;
      for (const [one, other] of this.best(planned, existing, LEAST_ALIKE)) this.add(one, other, "likeness");
    }
  }

  /** The likest first; where two are as like, the order of the graph decides. */
  private best(
    planned: readonly GraphResource[],
    existing: readonly GraphResource[],
    least: number,
  ): readonly (readonly [GraphResource, GraphResource])[] {
    const scored = planned.flatMap((one, at) =>
      existing.map((other, against) => ({ one, other, at, against, score: this.score(one, other) })),
    );
    scored.sort((a, b) => b.score - a.score || a.at - b.at || a.against - b.against);
    const taken = new Set<GraphResource>();
    const chosen: (readonly [GraphResource, GraphResource])[] = [];
    for (const { one, other, score } of scored) {
      if (score < least || taken.has(one) || taken.has(other) || contradict(one, other)) continue;
      taken.add(one).add(other);
      chosen.push([one, other]);
    }
    return chosen;
  }

  /** Share of the inputs that both say, and of the neighbours that are paired already, which agree; 0 where nothing is shared. */
  private score(planned: GraphResource, existing: GraphResource): number {
    let [agree, all] = [0, 0];
    for (const [input, value] of Object.entries(planned.inputs)) {
      if (NO_SIGN.has(input)) continue;
      const other = look(existing, input);
      if (other === undefined && !isRecord(value)) continue;
      const like = likeness(value, other);
      if (like === "unseen") continue;
      all += 1;
      if (like === "same") agree += 1;
    }
    for (const { to, by } of this.plannedView.from(planned)) {
      const pair = by === "order" ? undefined : this.of.get(to);
      if (!pair) continue;
      all += 2;
      if (this.existingView.from(existing).some((edge) => edge.to === pair.existing)) agree += 2;
    }
    return agree < LEAST_SIGNS ? 0 : agree / all;
  }
}

/** Inputs that say nothing of what a thing is for. */
const NO_SIGN = new Set(["tags", "tagsAll", "description", "comment"]);
