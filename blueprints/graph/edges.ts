import identifiers from "../facts/identifiers.json";
import type { GraphResource } from "./graph";
import { entryOf, isRecord, isSecret, isUnknown, stringsOf } from "./values";

/** That one resource refers to another, through which of its inputs, and how that was seen. */
export interface Edge {
  readonly from: GraphResource;
  readonly to: GraphResource;
  /** Top-level input; the empty string where only the order is known. */
  readonly input: string;
  /** reference: the engine saw the value flow; id: an id or ARN in the value; name: the name that the type goes by. */
  readonly by: "reference" | "id" | "name" | "order";
}

/** Inputs by which a resource says its own name, which is shared: each region's record of one name, say. */
const OWN_NAMES = new Map([["aws:route53/record:Record", ["name"]]]);

const NAMES = new Map<string, readonly string[]>(Object.entries(identifiers.names));

/** Outputs that identify a resource to others in each form of state; a zone id is shared by all balancers of a region. */
const IDENTIFYING = ["id", "arn", "name", "url", "dnsName", "endpoint", "identifier"] as const;

/** Host names that lead to one resource alone, where other types have what their owner chose under the same output. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudfront/distribution:Distribution": ["domainName"],
  "aws:s3/bucket:Bucket": ["bucketDomainName", "bucketRegionalDomainName"],
  "aws:rds/cluster:Cluster": ["readerEndpoint"],
  "aws:rds/instance:Instance": ["address"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["primaryEndpointAddress", "readerEndpointAddress"],
};

interface Arn {
  readonly region: string;
  /** The name first, then, where the last part is an id that the cloud made (`targetgroup/web/0123…`), the part before it. */
  readonly names: readonly string[];
}

function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const [, , , region = "", , ...rest] = text.split(":");
  const parts = rest.join(":").split(/[:/]/);
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (last === undefined || last === "" || last === "*") return undefined;
  return { region, names: /^[0-9a-f]{16}$/.test(last) && before ? [last, before] : [last] };
}

/**
 * Characters of the longest identifier, which is an ARN: a longer text names nobody by itself
 * [docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html: an ARN has up to 2,048].
 */
const LONGEST_NAME = 2048;

/** All references of a graph, in one pass over its inputs: linear in their number. */
export function edgesOf(resources: readonly GraphResource[]): Edge[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const { identities, names } = identify(resources);
  const edges: Edge[] = [];
  const seen = new Set<string>();
  const add = (edge: Edge): void => {
    const key = `${edge.from.id}\n${edge.input}\n${edge.to.id}`;
    if (edge.from === edge.to || seen.has(key)) return;
    seen.add(key);
    edges.push(edge);
  };
  for (const from of resources) {
    const written = new Map<string, GraphResource[]>();
    for (const [input, value] of Object.entries(from.inputs)) {
      // What a resource calls itself refers to nobody, whoever else has the same name.
      if (isUnknown(value) || NAMES.get(from.type)?.includes(input) || OWN_NAMES.get(from.type)?.includes(input))
        continue;
      const found: GraphResource[] = [];
      for (const text of stringsOf(value)) {
        if (text.length > LONGEST_NAME) continue;
        for (const to of near(identities.get(text), from)) {
          add({ from, to, input, by: "id" });
          found.push(to);
        }
        const arn = parseArn(text);
        const named = arn
          ? arn.names
              .flatMap((name) => bounded(names.get(name)))
              .filter((to) => arn.region === "" || to.region === arn.region)
          : near(names.get(text), from);
        for (const to of named) add({ from, to, input, by: "name" });
        found.push(...named);
      }
      written.set(input, found);
    }
    for (const [input, ids] of Object.entries(from.references))
      for (const id of ids) {
        const to = byId.get(id);
        if (to && !outdated(from, input, to, written.get(input))) add({ from, to, input, by: "reference" });
      }
  }
  const joined = new Set(edges.map(({ from, to }) => `${from.id}\n${to.id}`));
  for (const from of resources)
    for (const id of from.dependsOn) {
      const to = byId.get(id);
      if (to && !joined.has(`${from.id}\n${id}`)) add({ from, to, input: "", by: "order" });
    }
  return edges;
}

/**
 * True where a state remembers what a value once came from, and the value by now says otherwise: somebody changed it by hand.
 * What is not wholly known, or names nothing of the kind, proves nothing.
 */
function outdated(
  from: GraphResource,
  input: string,
  to: GraphResource,
  written: readonly GraphResource[] | undefined,
): boolean {
  if (from.outputs === undefined) return false;
  const value = from.inputs[input];
  if (value === undefined) return from.filled?.includes(input) !== true;
  return (
    written !== undefined &&
    isWhollyKnown(value) &&
    !written.includes(to) &&
    written.some((other) => other.type === to.type)
  );
}

function isWhollyKnown(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isRecord(value) || Object.values(value).every(isWhollyKnown);
}

function identify(resources: readonly GraphResource[]) {
  const identities = new Map<string, GraphResource[]>();
  const names = new Map<string, GraphResource[]>();
  const put = (map: Map<string, GraphResource[]>, text: unknown, resource: GraphResource): void => {
    if (typeof text !== "string" || text.length < 2) return;
    const there = map.get(text);
    if (!there) map.set(text, [resource]);
    // One resource's identities are put one after the other, so that only the last can be the same.
    else if (there.at(-1) !== resource) there.push(resource);
  };
  for (const resource of resources) {
    if (!resource.custom) continue;
    for (const output of IDENTIFYING) put(output === "name" ? names : identities, resource.outputs?.[output], resource);
    for (const output of entryOf(HOSTS, resource.type) ?? []) put(identities, resource.outputs?.[output], resource);
    for (const input of NAMES.get(resource.type) ?? []) put(names, resource.inputs[input], resource);
  }
  return { identities, names };
}

/**
 * A name that more resources than this share tells nobody which of them is meant. Without the bound a state in which all are
 * called alike would have as many edges as pairs.
 */
const MOST_NAMESAKES = 50;

const bounded = (found: readonly GraphResource[] = []): readonly GraphResource[] =>
  found.length > MOST_NAMESAKES ? [] : found;

/** Ids and names are a region's own where several resources share them: the nearest ones are meant. */
function near(found: readonly GraphResource[] | undefined, from: GraphResource): readonly GraphResource[] {
  // A name that it has itself means another's here: a Global Datastore is named after its first member.
  const candidates = bounded(found).filter((resource) => resource !== from);
  if (candidates.length < 2) return candidates;
  const sameStack = candidates.filter(({ stack }) => stack === from.stack);
  if (sameStack.length > 0) return sameStack;
  const sameRegion = candidates.filter(({ region }) => region === from.region);
  return sameRegion.length > 0 ? sameRegion : candidates;
}
