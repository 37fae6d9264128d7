import { createHash } from "node:crypto";
import type { Cloud, CloudRecord } from "../cloud/record";
import { factsOf } from "../facts/facts";
import { checkCreate, checkDelete, checkUpdate } from "../rules";
import { alive } from "../rules/rule";
import { canonical, isEmpty, type Properties, reveal, revealAll, text } from "../value";
import { derivedValues } from "./derived";
import { idOf, withComputed } from "./outputs";
import { Refused } from "./refused";
import { fingerprint, hidden, isFingerprint } from "./secrets";
import { generate, type TemplateValues } from "./template";
import { uniqueKey, uniquenessOf } from "./unique";
import { waitingOf } from "./waiting";

/** What an operation knows of its surroundings. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly provider: string;
  /** Region of the provider's configuration; empty for clouds without regions. */
  readonly region: string;
  readonly account: string;
}

export interface Made {
  readonly id: string;
  /** Inputs as given (with their secret marks) and what the cloud computed. */
  readonly properties: Properties;
}

/** A `region` argument on the resource goes before the provider's (aws 7). */
export const regionOf = (inputs: Properties, surroundings: Surroundings): string =>
  text(inputs, "region") || surroundings.region;

/**
 * Makes a resource. One that a run was cut off from while it was being made is taken over when the same URN asks for it
 * again; any other thing of the same name is in the way, as in the cloud.
 * @throws Refused
 */
export function create(type: string, urn: string, inputs: Properties, surroundings: Surroundings): Made {
  const { cloud } = surroundings;
  const plain = clean(revealAll(inputs));
  const adopted = unfinished(type, urn, cloud) ?? waitingFor(type, plain, surroundings);
  checkCreate({
    type,
    properties: plain,
    region: regionOf(plain, surroundings),
    account: surroundings.account,
    cloud,
    self: adopted?.id,
  });
  if (adopted) return takeOver(adopted, urn, inputs, surroundings);
  for (let attempt = 0; ; attempt++) {
    const { record, made } = draft(type, urn, inputs, surroundings, attempt);
    if (attempt < MOST_IDS && idTaken(record, cloud)) continue;
    const taken = cloud.add(record);
    if (!taken) return made;
    if (record.uniqueKey !== "" || attempt >= MOST_IDS) throw new Refused(alreadyThere(type, taken));
  }
}

/** Generated ids are tried until one is free; ids that are names are the same at each try and may be shared. */
const MOST_IDS = 20;

/** Another thing of the type has the id, such as the predecessor in a replacement. */
const idTaken = (record: CloudRecord, cloud: Cloud): boolean =>
  cloud
    .ofType(record.type)
    .some(
      ({ id, region, uniqueKey: key }) =>
        id === record.id && region === record.region && (record.uniqueKey === "" || key !== record.uniqueKey),
    );

/** What is being made and what was adopted may differ in inputs: it is updated as a real one would be. */
function takeOver(found: CloudRecord, urn: string, inputs: Properties, surroundings: Surroundings): Made {
  const values = templateValues(found.type, clean(revealAll(inputs)), surroundings, found.createdFor);
  const computed = withComputed(found.type, found.id, {
    ...values,
    properties: { ...computedBefore(found, inputs), ...values.properties },
  });
  const { reason: _, ...record } = found;
  surroundings.cloud.put({
    ...record,
    createdFor: urn,
    status: "creating",
    properties: hidden(found.type, inputs, computed),
  });
  return { id: found.id, properties: withMarks(inputs, computed) };
}

function draft(
  type: string,
  urn: string,
  inputs: Properties,
  surroundings: Surroundings,
  attempt: number,
): { record: CloudRecord; made: Made } {
  const plain = clean(revealAll(inputs));
  const values = templateValues(type, plain, surroundings, attempt === 0 ? urn : `${urn}#${attempt}`);
  const id = idOf(type, values);
  const computed = withComputed(type, id, values);
  const record: CloudRecord = {
    schemaVersion: "1",
    id,
    type,
    provider: surroundings.provider,
    region: values.region,
    account: surroundings.account,
    uniqueKey: uniqueKey(type, computed, values.region),
    createdFor: urn,
    status: "creating",
    properties: hidden(type, inputs, computed),
    simulated: factsOf(type) !== undefined,
  };
  return { record, made: { id, properties: withMarks(inputs, computed) } };
}

/** Changes a resource in place. */
export function update(
  type: string,
  id: string,
  state: Properties,
  oldInputs: Properties,
  inputs: Properties,
  surroundings: Surroundings,
): Properties {
  const { cloud } = surroundings;
  const found = locate(type, id, state, surroundings);
  if (!found) throw new Refused(`${type} ${id} does not exist; \`scalekit refresh\` finds out what is there`);
  const plain = clean(revealAll(inputs));
  checkUpdate({
    type,
    properties: plain,
    before: found.properties,
    region: found.region,
    account: found.account,
    cloud,
    self: id,
  });
  const values = templateValues(type, plain, surroundings, found.createdFor);
  const kept = { ...computedBefore(found, inputs), ...removed(type, oldInputs, plain) };
  const computed = withComputed(type, id, { ...values, properties: { ...kept, ...plain } });
  cloud.put({ ...found, status: "ready", properties: hidden(type, inputs, bumped(type, computed)) });
  return withMarks(inputs, bumped(type, computed));
}

/** A new version of a launch template is made by each change; a certificate's state and the like stay. */
function bumped(type: string, properties: Properties): Properties {
  if (type !== "aws:ec2/launchTemplate:LaunchTemplate") return properties;
  const latestVersion = Number(properties.latestVersion) + 1;
  return {
    ...properties,
    latestVersion,
    ...(properties.updateDefaultVersion === true && { defaultVersion: latestVersion }),
  };
}

/** Computed values that were there and that no input sets. */
function computedBefore(found: CloudRecord, inputs: Properties): Properties {
  const facts = factsOf(found.type);
  const names = Object.keys(found.properties).filter(
    (name) => isEmpty(inputs[name]) && (!facts || facts.outputs.includes(name) || facts.properties[name]?.computed),
  );
  return Object.fromEntries(
    names
      .filter((name) => name !== "tagsAll" && !isFingerprint(found.properties[name]))
      .map((name) => [name, found.properties[name]]),
  );
}

/** An input that was taken away goes back to the cloud's default, unless the cloud chose it. */
const removed = (type: string, olds: Properties, news: Properties): Properties =>
  Object.fromEntries(
    Object.keys(olds)
      .filter((name) => isEmpty(news[name]) && factsOf(type)?.properties[name]?.computed !== true)
      .map((name) => [name, undefined]),
  );

/** Takes a resource away; what the cloud keeps for a while stays, marked as such. */
export function remove(type: string, id: string, state: Properties, surroundings: Surroundings): void {
  const { cloud } = surroundings;
  const found = locate(type, id, state, surroundings);
  if (!found) return;
  checkDelete({ type, properties: found.properties, region: found.region, account: found.account, cloud, self: id });
  const { waits, leaves } = waitingOf(found);
  for (const record of leaves) cloud.add(record);
  if (waits === undefined) cloud.remove(found);
  else cloud.put({ ...found, status: "waiting", reason: waits });
}

/**
 * What the cloud has, beside what the state says: values that were changed in the cloud come from there.
 * @returns undefined where the resource is gone
 */
export function read(
  type: string,
  id: string,
  state: Properties,
  inputs: Properties,
  surroundings: Surroundings,
): { properties: Properties; inputs: Properties } | undefined {
  const found = locate(type, id, state, surroundings);
  if (!found) return undefined;
  const drifted = Object.entries(found.properties).filter(([name, value]) => !sameAs(value, state[name]));
  const changes = Object.fromEntries(
    drifted.map(([name, value]) => [name, isFingerprint(value) ? "[changed in the cloud]" : value]),
  );
  const gone = Object.keys(state).filter(
    (name) => !(name in found.properties) && !isEmpty(state[name]) && name !== "id",
  );
  const facts = factsOf(type);
  const inputChanges = Object.entries(changes).filter(([name]) => name in inputs || isOwnInput(facts, name, state));
  return {
    properties: without({ ...state, ...changes }, gone),
    inputs: without({ ...inputs, ...Object.fromEntries(inputChanges) }, gone),
  };
}

/** An input that the program did not set and the cloud did not choose, which somebody set by hand. */
const isOwnInput = (facts: ReturnType<typeof factsOf>, name: string, state: Properties): boolean =>
  facts?.properties[name] !== undefined && !facts.properties[name].computed && isEmpty(state[name]);

const without = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));

function sameAs(stored: unknown, state: unknown): boolean {
  if (isFingerprint(stored)) return stored.$secret === fingerprint(reveal(state)).$secret;
  return canonical(stored) === canonical(reveal(state)) || (isEmpty(stored) && isEmpty(state));
}

/** Notes that a run's state knows the resource, so that nobody takes it for one that was cut off. */
export function acknowledge(type: string, id: string, state: Properties, surroundings: Surroundings): void {
  const found = locate(type, id, state, surroundings);
  if (found?.status === "creating") surroundings.cloud.put({ ...found, status: "ready" });
}

/**
 * What exists for users: not what only waits for its end. An id alone is not enough: those that are names are the same in
 * every region, and some several things share (policies of different groups). Where the state says what makes the thing
 * unique, that decides.
 */
export function locate(
  type: string,
  id: string,
  state: Properties,
  { cloud, region: own }: Surroundings,
): CloudRecord | undefined {
  const plain = revealAll(state);
  const region = text(plain, "region") || own;
  const candidates = alive(cloud.ofType(type)).filter((record) => record.id === id);
  const here = candidates.filter((record) => record.region === region);
  const exact = here.find((record) => record.uniqueKey !== "" && record.uniqueKey === uniqueKey(type, plain, region));
  return exact ?? here[0] ?? candidates[0];
}

const unfinished = (type: string, urn: string, cloud: Cloud): CloudRecord | undefined =>
  cloud.ofType(type).find((record) => record.createdFor === urn && record.status === "creating");

/** A thing of that name which waits for its end is restored and adopted (DECISIONS 12), where its type can be. */
function waitingFor(type: string, properties: Properties, surroundings: Surroundings): CloudRecord | undefined {
  const key = uniqueKey(type, properties, regionOf(properties, surroundings));
  return key === ""
    ? undefined
    : surroundings.cloud.ofType(type).find((record) => record.uniqueKey === key && record.status === "waiting");
}

function templateValues(
  type: string,
  properties: Properties,
  surroundings: Surroundings,
  token: string,
): TemplateValues {
  const region = regionOf(properties, surroundings);
  const seed = createHash("sha256").update(`${type}|${region}|${token}`).digest("hex");
  const derived = derivedValues(type, properties, region, seed, surroundings.cloud);
  return { region, account: surroundings.account, seed, properties: named(properties, seed), derived };
}

/** `namePrefix` and its like: the provider puts what makes the name unique behind the prefix. */
function named(properties: Properties, seed: string): Properties {
  const prefixes = Object.entries(properties).filter(
    ([name, value]) => name.endsWith("Prefix") && typeof value === "string",
  );
  const names = prefixes
    .map(
      ([name, value]) =>
        [name.slice(0, -"Prefix".length), `${String(value)}${generate("digits", 26, `${seed}/prefix`)}`] as const,
    )
    .filter(
      ([name]) =>
        ["name", "bucket", "identifier", "clusterIdentifier", "nodeGroupName"].includes(name) &&
        isEmpty(properties[name]),
    );
  return { ...Object.fromEntries(names), ...properties };
}

const clean = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name, value]) => name !== "__defaults" && !isEmpty(value)));

/** Inputs keep their secret marks in what the engine stores. */
function withMarks(inputs: Properties, computed: Properties): Properties {
  const { __defaults: _, ...own } = inputs;
  return { ...computed, ...own };
}

function alreadyThere(type: string, taken: CloudRecord): string {
  const words = uniquenessOf(type)?.error ?? "already exists";
  const waits = taken.status === "waiting" ? ` and ${taken.reason ?? "waits for its deletion"}` : "";
  return `${words}: ${type} ${taken.id} is already there${waits}`;
}
