import type { CloudRecord } from "../cloud/record";
import references from "../facts/behaviour/references.json";
import { isRecord, type Properties, text, UNKNOWN } from "../value";
import { alive, type Operation } from "./rule";

interface Reference {
  readonly to: string;
  readonly by: readonly string[];
  /** Otherwise what is named must be in the same region. */
  readonly anyRegion?: boolean;
  /** What is named cannot be deleted while this names it. */
  readonly blocks?: boolean;
  /** May name what the account had before; the sandbox cannot know of it. */
  readonly mayPreexist?: boolean;
}

const BY_NAME = new Map(Object.entries<Reference>(references.names));
const BY_TYPE = new Map(
  Object.entries(references.types as Readonly<Record<string, Readonly<Record<string, Reference | null>>>>),
);
const ACCEPTED = references.accepted.patterns.map((pattern) => new RegExp(pattern));
const ALSO_MADE = new Map(
  Object.entries(references.alsoMade).filter(
    (entry): entry is [string, { type: string; properties: string[] }] => typeof entry[1] !== "string",
  ),
);

interface Found {
  readonly path: string;
  readonly value: string;
  readonly reference: Reference;
}

/** Everything in the properties that names another resource. */
export function referencesIn(type: string, properties: Properties): readonly Found[] {
  return type.startsWith("aws:") ? visit(type, properties, "") : [];
}

function visit(type: string, value: unknown, path: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((member: unknown) => visit(type, member, path));
  if (isRecord(value))
    return Object.entries(value).flatMap(([name, member]) =>
      visit(type, member, path === "" ? name : `${path}.${name}`),
    );
  if (typeof value !== "string" || value === "" || value === UNKNOWN) return [];
  const reference = referenceAt(type, path);
  return reference ? [{ path, value, reference }] : [];
}

function referenceAt(type: string, path: string): Reference | undefined {
  const special = BY_TYPE.get(type)?.[path];
  if (special !== undefined) return special ?? undefined;
  return BY_NAME.get(path.split(".").at(-1) ?? "");
}

/** Why a reference cannot be followed; undefined where all can. */
export function danglingReference({ type, properties, region, cloud, before }: Operation): string | undefined {
  const known = new Set(before ? referencesIn(type, before).map(({ path, value }) => `${path}=${value}`) : []);
  const dangling = referencesIn(type, properties)
    // What was accepted once is not asked again by a change of something else.
    .filter(({ path, value }) => !known.has(`${path}=${value}`))
    .find(({ value, reference }) => {
      if (reference.mayPreexist || ACCEPTED.some((pattern) => pattern.test(value))) return false;
      const there = alive(cloud.ofType(reference.to)).filter(
        (record) => reference.anyRegion || record.region === region,
      );
      return (
        !there.some((record) => names(record, reference.by, value)) &&
        !broughtAlong(cloud.all.bind(cloud), reference, value)
      );
    });
  if (!dangling) return undefined;
  const where = dangling.reference.anyRegion ? "" : ` in ${region}`;
  return `${simpleName(dangling.reference.to)}NotFound: ${dangling.path} names ${dangling.value}, which does not exist${where}`;
}

const names = (record: CloudRecord, by: readonly string[], value: string): boolean =>
  by.some((property) => (property === "id" ? record.id : text(record.properties, property)) === value);

function broughtAlong(all: () => readonly CloudRecord[], { to }: Reference, value: string): boolean {
  const source = ALSO_MADE.get(to);
  if (source && all().some((record) => record.type === source.type && names(record, source.properties, value)))
    return true;
  return to === SECRET && all().some((record) => replicates(record, value));
}

const SECRET = "aws:secretsmanager/secret:Secret";

/** Secrets Manager: a replica has its primary's ARN but for the region. */
function replicates(secret: CloudRecord, arn: string): boolean {
  if (secret.type !== SECRET || secret.status === "waiting" || !Array.isArray(secret.properties.replicas)) return false;
  const regions = secret.properties.replicas.map((replica: unknown) =>
    text(isRecord(replica) ? replica : {}, "region"),
  );
  return regions.some((region) => secret.id.replace(`:${secret.region}:`, `:${region}:`) === arn);
}

/** What still needs the thing that is to be deleted; undefined where nothing does. */
export function dependents({ type, properties, self, cloud, region }: Operation): string | undefined {
  if (!type.startsWith("aws:") || self === undefined) return undefined;
  const holders = alive(cloud.all()).filter(
    (record) => !(record.type === type && record.id === self) && blocksDeletion(record, type, self, properties, region),
  );
  const [first, ...rest] = holders;
  if (!first) return undefined;
  const more = rest.length > 0 ? ` and ${rest.length} more` : "";
  return `DependencyViolation: ${simpleName(type)} ${self} has dependencies and cannot be deleted: ${simpleName(first.type)} ${first.id}${more}`;
}

function blocksDeletion(
  holder: CloudRecord,
  type: string,
  id: string,
  properties: Properties,
  region: string,
): boolean {
  return referencesIn(holder.type, holder.properties).some(
    ({ value, reference }) =>
      reference.blocks === true &&
      reference.to === type &&
      (reference.anyRegion === true || holder.region === region) &&
      reference.by.some((property) => (property === "id" ? id : text(properties, property)) === value),
  );
}

const simpleName = (type: string): string => type.split(":").at(-1) ?? type;
