import type { Registered } from "./monitor";

/** All resources of a type, in order of registration. */
export const ofType = (resources: readonly Registered[], type: string): Registered[] =>
  resources.filter((resource) => resource.type === type);

/** The one resource of a logical name. @throws where it is missing, with the names that are there */
export function named(resources: readonly Registered[], name: string): Registered {
  const found = resources.find((resource) => resource.custom && resource.name === name);
  if (!found) throw new Error(`no resource named ${name}; there are ${resources.map((each) => each.name).join(", ")}`);
  return found;
}
