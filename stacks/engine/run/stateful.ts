import facts from "../../../blueprints/facts/stateful.json";

const TYPES = new Map<string, string>(Object.entries(facts.types));

/** What is lost with a resource of this type; undefined where nothing is that cannot be made again. */
export const lostWith = (type: string): string | undefined => TYPES.get(type);

export const isStateful = (type: string): boolean => TYPES.has(type);
