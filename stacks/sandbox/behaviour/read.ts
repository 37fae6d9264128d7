import { factsOf } from "../facts/facts";
import { canonical, isEmpty, type Properties, reveal } from "../value";
import { locate } from "./locate";
import { fingerprint, isFingerprint } from "./secrets";
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
