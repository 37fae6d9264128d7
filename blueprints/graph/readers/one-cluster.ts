import { dirname } from "node:path";
import type { GraphResource } from "../graph";
import type { Reading } from "./reading";

/** Manifests of one file, by its name. */
export interface Manifests<R extends Reading = Reading> {
  readonly name: string;
  readonly value: R;
}

/**
 * Manifests that are named together, or lie in one folder, go to one cluster, however many files they are written in: its
 * objects find each other by stack. Where two files have the same object (a base and its overlay, two clusters' exports) each
 * folder is a cluster of its own, and where that does not part them either, each file.
 */
export function asOneCluster<R extends Reading>(files: readonly Manifests<R>[]): readonly Manifests<R>[] {
  if (files.length < 2) return files;
  if (areDistinct(files)) return files.map((file) => inStack(file, "kubernetes"));
  const folders = new Map<string, Manifests<R>[]>();
  for (const file of files) {
    const there = folders.get(dirname(file.name));
    if (there) there.push(file);
    else folders.set(dirname(file.name), [file]);
  }
  return files.map((file) => {
    const beside = folders.get(dirname(file.name)) ?? [];
    return beside.length > 1 && areDistinct(beside) ? inStack(file, dirname(file.name)) : file;
  });
}

function areDistinct(files: readonly Manifests[]): boolean {
  const keys = files.flatMap(({ value }) => value.resources.map(({ type, name }) => `${type} ${name}`));
  return new Set(keys).size === keys.length;
}

function inStack<R extends Reading>({ name, value }: Manifests<R>, stack: string): Manifests<R> {
  const moved = ({ id, stack: old, ...rest }: GraphResource): GraphResource => ({
    ...rest,
    id: id.replace(`kubernetes::${old}::`, `kubernetes::${stack}::`),
    stack,
  });
  return { name, value: { ...value, resources: value.resources.map(moved) } };
}
