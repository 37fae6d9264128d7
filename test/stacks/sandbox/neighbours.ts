import references from "../../../stacks/sandbox/facts/behaviour/references.json";
import unique from "../../../stacks/sandbox/facts/behaviour/unique.json";
import { factsOf, type PropertyFact, type TypeFacts } from "../../../stacks/sandbox/facts/facts";
import type { Bench, Thing } from "./bench";
import { goodMembers, placed } from "./sample";

type Inputs = Record<string, unknown>;
export interface Reference {
  readonly to: string;
  readonly by: readonly string[];
  readonly anyRegion?: boolean;
  readonly blocks?: boolean;
  readonly mayPreexist?: boolean;
}

const BY_NAME: Readonly<Record<string, Reference>> = references.names;
const BY_TYPE: Readonly<Record<string, Readonly<Record<string, Reference | null>>>> = references.types;
const UNIQUE: Readonly<Record<string, { readonly by: readonly string[] }>> = unique.types;

/** Names by which others refer to a type must be its own. */
const NAMED_BY = new Set([
  ...Object.entries(UNIQUE).flatMap(([type, { by }]) => by.map((name) => `${type} ${name}`)),
  ...[...Object.values(BY_NAME), ...Object.values(BY_TYPE).flatMap((paths) => Object.values(paths))]
    .filter((reference) => reference !== null)
    .flatMap(({ to, by }) => by.map((name) => `${to} ${name}`)),
]);

const plain = (path: string): string => path.replaceAll("[]", "");
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What the table says of a property; read here without the sandbox's own reader. */
function referenceAt(type: string, path: string): Reference | undefined {
  const special = own(own(BY_TYPE, type) ?? {}, plain(path));
  return special === undefined ? own(BY_NAME, path.split(".").at(-1)?.replace("[]", "") ?? "") : (special ?? undefined);
}

export const known = (type: string): TypeFacts => {
  const facts = factsOf(type);
  if (!facts) throw new Error(`no facts of ${type}`);
  return facts;
};

/** Every property of a type that names another resource, by its path (lists as `name[]`). */
export const referencesOf = (type: string): readonly (readonly [path: string, reference: Reference])[] =>
  Object.entries(known(type).properties).flatMap(([path, fact]) => {
    const reference = isText(fact) ? referenceAt(type, path) : undefined;
    if (!reference) return [];
    // Where only an ARN is allowed, an id is refused before anybody looks for it.
    const by = fact.format === "arn" ? reference.by.filter((name) => /arn/i.test(name)) : reference.by;
    return [[path, { ...reference, by }] as const];
  });

const isText = ({ type }: PropertyFact): boolean => type === "string" || type === "string[]";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

/** What a type needs beside its required properties, because other rules want it or samples of it would not pass. */
const MORE: Readonly<Record<string, (bench: Bench, count: number) => Inputs>> = {
  "aws:autoscaling/group:Group": (bench) => ({
    launchTemplate: { id: makeGood(bench, "aws:ec2/launchTemplate:LaunchTemplate").id },
    vpcZoneIdentifiers: [makeGood(bench, SUBNET).id],
  }),
  "aws:ec2/keyPair:KeyPair": (_, count) => ({ keyName: `key-${count}` }),
  [SUBNET]: () => ({ cidrBlock: "10.0.0.0/24" }),
  [VPC]: () => ({ cidrBlock: "10.0.0.0/16" }),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": (bench, count) => ({
    vpcId: bench.make(VPC, `asking-${count}`, { cidrBlock: "10.1.0.0/16" }).id,
    peerVpcId: bench.make(VPC, `asked-${count}`, { cidrBlock: "10.2.0.0/16" }).id,
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": () => ({ nodeType: "cache.r7g.large" }),
  "aws:lb/listener:Listener": (bench) => ({
    protocol: "HTTPS",
    certificateArn: nameOf(makeGood(bench, "aws:acm/certificate:Certificate"), "arn"),
  }),
  "aws:lb/loadBalancer:LoadBalancer": (bench) => ({ subnets: twoZones(bench) }),
  "aws:rds/cluster:Cluster": () => ({ skipFinalSnapshot: true }),
  "aws:route53/record:Record": () => ({ records: ["192.0.2.1"], ttl: 60 }),
  "aws:wafv2/webAcl:WebAcl": ({ region }) => ({ scope: region === "us-east-1" ? "CLOUDFRONT" : "REGIONAL" }),
};

function twoZones(bench: Bench): readonly string[] {
  const { id: vpcId } = makeGood(bench, VPC);
  return ["a", "b"].map((zone, index) => {
    const inputs = { vpcId, cidrBlock: `10.0.${index}.0/24`, availabilityZone: `${bench.region}${zone}` };
    return bench.make(SUBNET, `zone-${zone}`, inputs).id;
  });
}

let made = 0;

/** The least that a type takes, everything that it names made before it. */
export function goodInputs(bench: Bench, type: string): Inputs {
  made++;
  const least: Inputs = { ...goodMembers(known(type), ""), ...MORE[type]?.(bench, made) };
  for (const [name, value] of Object.entries(least)) {
    if (value === "text" && NAMED_BY.has(`${type} ${name}`) && !referenceAt(type, name)) least[name] = `text-${made}`;
  }
  return withNeighbours(bench, type, least);
}

/** A resource that the sandbox accepts, with everything that it must name; ready to be named itself. */
export function makeGood(bench: Bench, type: string): Thing {
  const inputs = goodInputs(bench, type);
  const thing = bench.make(type, `thing-${made}`, inputs);
  if (type === "aws:acm/certificate:Certificate") validate(bench, thing);
  return thing;
}

/** Others take a certificate only once it is issued. */
function validate(bench: Bench, { properties }: Thing): void {
  const [option] = properties.domainValidationOptions as readonly { readonly resourceRecordName: string }[];
  const record = "aws:route53/record:Record";
  bench.make(record, `validation-${made}`, { ...goodInputs(bench, record), name: option?.resourceRecordName });
}

/** The value by which another resource names this one. */
export const nameOf = (thing: Thing, by: string): string =>
  by === "id" ? thing.id : String(thing.properties[by] ?? `${thing.type} has no ${by}`);

/** What has to change where a property is there; undefined: cannot stand beside it. */
const BESIDE: Readonly<Record<string, Inputs>> = {
  "aws:autoscaling/group:Group mixedInstancesPolicy": { launchTemplate: undefined },
  "aws:lb/loadBalancer:LoadBalancer subnetMappings[]": { subnets: undefined },
  "aws:route53/record:Record cidrRoutingPolicy": { setIdentifier: "one" },
};

/** The inputs with a value at a path, and with the least of everything that lies between. */
export function withValue(bench: Bench, type: string, inputs: Inputs, path: string, value: string): Inputs {
  const facts = known(type);
  const all = { ...inputs, ...BESIDE[`${type} ${path.split(".", 1).join()}`] };
  const beside = path.includes(".") ? undefined : all[path];
  const here = facts.properties[path]?.type.endsWith("[]") ? [value, ...(Array.isArray(beside) ? beside : [])] : value;
  return placed(facts, all, path, here, (holder) =>
    withNeighbours(bench, type, goodMembers(facts, `${holder}.`), holder),
  );
}

const isSample = (value: unknown): boolean =>
  typeof value === "string" && (value === "text" || value.startsWith("arn:aws:service:"));

/** Sample values at references are put right: what they name is made. */
function withNeighbours(bench: Bench, type: string, inputs: Inputs, holder = ""): Inputs {
  const visit = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((member: unknown) => visit(member, path));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, visit(member, `${path === "" ? "" : `${path}.`}${name}`)]),
      );
    const reference = isSample(value) ? referenceAt(type, path) : undefined;
    return reference ? nameOf(makeGood(bench, reference.to), reference.by[0] ?? "id") : value;
  };
  return visit(inputs, plain(holder)) as Inputs;
}
