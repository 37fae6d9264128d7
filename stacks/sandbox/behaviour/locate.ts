import type { CloudRecord } from "../cloud/record";
import { alive } from "../rules/rule";
import { type Properties, revealAll, text } from "../value";
import type { Surroundings } from "./surroundings";
import { uniqueKey } from "./unique";

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
