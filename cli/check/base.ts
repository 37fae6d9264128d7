import { basename, dirname, join } from "node:path";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { ADOPTED } from "../../stacks/adopted";
import { demandInside, openRepository, type Repository } from "./git";
import { type Planned, planSide } from "./side";
import { adoptedAt, LOCK, lockAt } from "./versions";

/** The manifest as the person named it, and how it is planned. */
export interface Named {
  readonly manifest: {
    /** Absolute path, and the name that messages show. */
    readonly path: string;
    readonly shown: string;
  };
  readonly tier?: Tier;
}

/** The repository around the manifest; what is read of the checkout must lie in it. */
export async function repositoryOf({ manifest }: Named, ref: string): Promise<Repository> {
  const folder = dirname(manifest.path);
  const repository = await openRepository(folder, ref);
  demandInside(repository.root, manifest.path, manifest.shown);
  for (const name of [LOCK, ADOPTED]) demandInside(repository.root, join(folder, name), name);
  return repository;
}

/** The manifest of the merge base, or what is wrong with it; undefined where there was none. */
export async function planBase(
  { manifest, tier }: Named,
  head: Planned,
  repository: Repository,
): Promise<Planned | readonly Problem[] | undefined> {
  const text = await repository.read(repository.prefix + basename(manifest.path));
  if (text === undefined) return undefined;
  const { environment } = head.plan;
  const lock = await lockAt(repository, repository.prefix + LOCK, environment);
  const adopted = await adoptedAt(repository, repository.prefix + ADOPTED, environment);
  const known = { ...lock, ...(adopted && { adopted }) };
  return planSide({
    text,
    file: manifest.shown,
    lock: () => known,
    environment,
    ...(tier !== undefined && { tier }),
  });
}
