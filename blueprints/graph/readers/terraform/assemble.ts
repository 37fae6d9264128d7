import type { GraphResource } from "../../graph";
import type { ReaderOptions } from "../reading";
import { type Instance, idOf, toResource, withoutKeys } from "./resource";
import { inputName } from "./types";

/** An order between blocks is not one between each two of their instances: beyond this, only like keys are joined. */
const MAXIMUM_FAN = 50;

/** Instances as resources: translated, linked, and with a region where it can be told. */
export function assemble(instances: readonly Instance[], stack: string, options: ReaderOptions): GraphResource[] {
  const unique = [...new Map(instances.map((instance) => [instance.address, instance])).values()];
  const byBlock = new Map<string, string[]>();
  for (const { address } of unique) {
    const block = withoutKeys(address);
    const same = byBlock.get(block);
    if (same) same.push(address);
    else byBlock.set(block, [address]);
  }
  const known = new Set(unique.map(({ address }) => address));
  const resources = unique.map((instance) => {
    const resource = toResource(instance, stack);
    const references: Record<string, readonly string[]> = {};
    for (const [argument, addresses] of instance.references ?? []) {
      const ids = targets(addresses, instance.address, known, byBlock).map((address) => idOf(stack, address));
      if (ids.length > 0) references[inputName(instance.type, argument)] = ids;
    }
    const after = targets(instance.after, instance.address, known, byBlock).map((address) => idOf(stack, address));
    const dependsOn = [...new Set([...after, ...Object.values(references).flat()])].sort();
    return { ...resource, references, dependsOn };
  });
  return withRegions(resources, unique, options.region);
}

/** Instances that addresses mean: those named with their key, else the like ones of the block. */
function targets(
  addresses: readonly string[],
  from: string,
  known: ReadonlySet<string>,
  byBlock: ReadonlyMap<string, readonly string[]>,
): string[] {
  const found = new Set<string>();
  for (const address of addresses) {
    if (known.has(address)) found.add(address);
    else for (const one of alike(byBlock.get(withoutKeys(address)) ?? [], from)) found.add(one);
  }
  found.delete(from);
  return [...found].sort();
}

/** Of a block's instances those in the same module instance, and with many of them the one with the same key. */
function alike(candidates: readonly string[], from: string): readonly string[] {
  if (candidates.length < 2) return candidates;
  const key = keyOf(from);
  if (candidates.length > MAXIMUM_FAN) {
    const same = key === "" ? [] : candidates.filter((one) => keyOf(one) === key);
    return same.length > 0 ? same : candidates.slice(0, MAXIMUM_FAN);
  }
  const module = moduleOf(from);
  const near = candidates.filter((one) => moduleOf(one) === module);
  return near.length > 0 ? near : candidates;
}

const keyOf = (address: string): string => /\[[^[\]]*\]$/.exec(address)?.[0] ?? "";
const moduleOf = (address: string): string =>
  /^(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(address)?.[0] ?? "";

/** A provider serves one region: what its resources say of theirs holds for the others that it made. */
function withRegions(
  resources: readonly GraphResource[],
  instances: readonly Instance[],
  fallback: string | undefined,
): GraphResource[] {
  const votes = new Map<string, Map<string, number>>();
  resources.forEach(({ region }, index) => {
    if (region === undefined) return;
    const provider = instances[index]?.provider ?? "";
    const counts = votes.get(provider) ?? new Map<string, number>();
    votes.set(provider, counts.set(region, (counts.get(region) ?? 0) + 1));
  });
  const winners = new Map([...votes].map(([provider, counts]) => [provider, most(counts)]));
  return resources.map((resource, index) => {
    if (resource.region !== undefined || !/^(aws|kubernetes):|^aws_/.test(resource.type)) return resource;
    const region = winners.get(instances[index]?.provider ?? "") ?? fallback;
    return region === undefined ? resource : { ...resource, region };
  });
}

const most = (counts: ReadonlyMap<string, number>): string | undefined =>
  [...counts].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))[0]?.[0];
