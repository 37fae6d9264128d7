import { createHash } from "node:crypto";

/** A number below `size` that depends on the text alone. */
const spread = (text: string, size: number): number =>
  createHash("sha256").update(text).digest().readUIntBE(0, 6) % size;

/**
 * Gives each name a number of its own in `first` … `first + size - 1` by its hash, so that adding or removing a name
 * leaves the others where they are. Only where two names fall on one number does the alphabetically later one move on
 * to the next free number.
 * @throws RangeError where there are more names than numbers
 */
export function stableNumbers(names: readonly string[], first: number, size: number): ReadonlyMap<string, number> {
  if (names.length > size) throw new RangeError(`${names.length} names do not fit into ${size} numbers`);
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...names].sort()) {
    let number = first + spread(name, size);
    while (taken.has(number)) number = number + 1 < first + size ? number + 1 : first;
    taken.add(number);
    numbers.set(name, number);
  }
  return numbers;
}

/** Kubernetes' default range for node ports: 30000 to 32767 [kube-apiserver --service-node-port-range]. */
export const nodePorts = (services: readonly string[]): ReadonlyMap<string, number> =>
  stableNumbers(services, 30000, 2768);

/**
 * Listener rules have priorities 1 to 50000, lowest first [Elastic Load Balancing v2 API, RulePriority]. The bands end
 * below 50000: that one, after all services, is the entry's own rule for Route 53's probes.
 */
const BANDS = 25;
const BAND_SIZE = 1999;

/**
 * A listener rule's priority for each service. More specific paths come first: the length of what stands before the
 * first wildcard chooses the band, the service's name the place in it. A service with several paths is as specific as
 * its least specific one.
 */
export function rulePriorities(services: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, number> {
  const bands = new Map<number, string[]>();
  for (const [service, paths] of Object.entries(services)) {
    const band = BANDS - 1 - Math.min(BANDS - 1, specificity(paths));
    bands.set(band, [...(bands.get(band) ?? []), service]);
  }
  const priorities = new Map<string, number>();
  for (const [band, names] of bands)
    for (const [name, number] of stableNumbers(names, 1 + band * BAND_SIZE, BAND_SIZE)) priorities.set(name, number);
  return priorities;
}

const specificity = (paths: readonly string[]): number =>
  paths.length === 0 ? 0 : Math.min(...paths.map((path) => path.split(/[*?]/, 1)[0]?.length ?? 0));
