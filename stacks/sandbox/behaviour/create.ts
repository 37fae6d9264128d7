import { randomUUID } from "node:crypto";
import type { Cloud, CloudRecord } from "../cloud/record";
import { factsOf } from "../facts/facts";
import { checkCreate } from "../rules";
import { type Properties, revealAll } from "../value";
import { idOf, withComputed } from "./outputs";
import { Refused } from "./refused";
import { hidden } from "./secrets";
import {
  clean,
  computedBefore,
  type Made,
  regionOf,
  type Surroundings,
  templateValues,
  withMarks,
} from "./surroundings";
import { uniqueKey, uniquenessOf } from "./unique";

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
    incarnation: randomUUID(),
    uniqueKey: uniqueKey(type, computed, values.region),
    createdFor: urn,
    status: "creating",
    properties: hidden(type, inputs, computed),
    simulated: factsOf(type) !== undefined,
  };
  return { record, made: { id, properties: withMarks(inputs, computed) } };
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

function alreadyThere(type: string, taken: CloudRecord): string {
  const words = uniquenessOf(type)?.error ?? "already exists";
  const waits = taken.status === "waiting" ? ` and ${taken.reason ?? "waits for its deletion"}` : "";
  return `${words}: ${type} ${taken.id} is already there${waits}`;
}
