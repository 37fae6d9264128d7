import type { Problem } from "../../problems/problem";
import type { DataStore, InstanceService, KubernetesService, Manifest } from "../manifest";
import { type Places, placeOf, type Tree } from "../tree";

/** What a check may look at: the typed manifest, the filled tree in its written form, and where things are written. */
export interface Meaning {
  readonly manifest: Manifest;
  readonly tree: Tree;
  readonly places: Places;
}

/** One thing that no schema can say; a check returns every case of it. */
export type Check = (meaning: Meaning) => readonly Problem[];

/** A problem at a path; where the value is not written, at what contains it. */
export function problemAt(
  { places }: Meaning,
  code: string,
  path: string,
  words: Pick<Problem, "message" | "fix"> & Partial<Pick<Problem, "expected" | "nearest">>,
  prefer: "key" | "value" = "value",
): Problem {
  const at = placeOf(places, path, prefer);
  return { code, path, ...words, ...(at && { at }) };
}

export const regionsOf = ({ regions }: Manifest): readonly string[] => [regions.primary, ...regions.secondaries];

export const servesEverywhere = ({ regions, routing }: Manifest): boolean =>
  regions.secondaries.length > 0 && routing === "active-active";

export const isAurora = (store: DataStore): store is Extract<DataStore, { replicaScaling: unknown }> =>
  store.engine === "aurora-postgresql" || store.engine === "aurora-mysql";

export const instances = ({ services }: Manifest): readonly (readonly [string, InstanceService])[] =>
  Object.entries(services).flatMap(([name, service]) =>
    service.runs === "instances" ? [[name, service] as const] : [],
  );

export const workloads = ({ services }: Manifest): readonly (readonly [string, KubernetesService])[] =>
  Object.entries(services).flatMap(([name, service]) =>
    service.runs === "kubernetes" ? [[name, service] as const] : [],
  );
