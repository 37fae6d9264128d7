import { importId, isImportable } from "../../../blueprints/graph/import-id";
import { factsOf } from "../facts/facts";
import { alive } from "../rules/rule";
import { isEmpty, type Properties, reveal, text } from "../value";
import { locate } from "./locate";
import { Refused } from "./refused";
import { isFingerprint, isWritten, withText } from "./secrets";
import type { Surroundings } from "./surroundings";

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
): { id?: string; properties: Properties; inputs: Properties } | undefined {
  if (Object.keys(state).length === 0) return imported(type, id, surroundings);
  const found = locate(type, id, state, surroundings);
  if (!found) return undefined;
  const drifted = Object.entries(found.properties).filter(([name, value]) => !sameAs(value, state[name]));
  const changes = Object.fromEntries(drifted.map(([name, value]) => [name, withText(value, "[changed in the cloud]")]));
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

/**
 * What an import reads, of which nothing is known but an id in the form that the type is imported by: everything that the
 * cloud has. As the provider does it, inputs are all that a program could have said, what the cloud chose included; only what is
 * there to hold secrets tells them.
 */
function imported(
  type: string,
  id: string,
  surroundings: Surroundings,
): { id: string; properties: Properties; inputs: Properties } | undefined {
  if (!isImportable(type)) throw new Refused(`resource ${type} doesn't support import`);
  const { region, own } = regionOfImport(id, surroundings.region);
  const found = alive(surroundings.cloud.ofType(type)).find(
    (record) =>
      record.region === region &&
      importId(type, (name) => (name === "id" ? record.id : text(record.properties, name) || undefined)) === own,
  );
  if (!found) return undefined;
  if (found.status === "creating") surroundings.cloud.put({ ...found, status: "ready" });
  // The sandbox itself keeps no secret: a text stands in for what AWS would answer.
  const properties = Object.fromEntries(
    Object.entries(found.properties)
      .filter(([name, value]) => !isEmpty(value) && (!isFingerprint(value) || isTold(type, name)))
      .map(([name, value]) => [name, withText(value, STAND_IN)]),
  );
  const facts = factsOf(type);
  const inputs = Object.entries(properties).filter(
    ([name]) => facts === undefined || facts.properties[name] !== undefined,
  );
  return { id: found.id, properties, inputs: Object.fromEntries(inputs) };
}

/** Stands for a secret that an import is told. */
const STAND_IN = "[secret]";

/** What holds secrets tells them to who may read it; everything else keeps its own (GetSecretValue, GetParameter). */
const TOLD: ReadonlySet<string> = new Set([
  "aws:secretsmanager/secretVersion:SecretVersion secretString",
  "aws:ssm/parameter:Parameter value",
]);

const isTold = (type: string, name: string): boolean => TOLD.has(`${type} ${name}`);

/** `vpc-1@eu-west-1` is read in another region than the provider's. */
function regionOfImport(id: string, region: string): { readonly region: string; readonly own: string } {
  const [, own, other] = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id) ?? [];
  return own !== undefined && other !== undefined ? { region: other, own } : { region, own: id };
}

/** An input that the program did not set and the cloud did not choose, which somebody set by hand. */
const isOwnInput = (facts: ReturnType<typeof factsOf>, name: string, state: Properties): boolean =>
  facts?.properties[name] !== undefined && !facts.properties[name].computed && isEmpty(state[name]);

const without = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));

const sameAs = (stored: unknown, state: unknown): boolean =>
  isWritten(stored, reveal(state)) ||
  (isEmpty(stored) && isEmpty(state)) ||
  (isFingerprint(stored) && reveal(state) === STAND_IN);
