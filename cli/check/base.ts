import { basename, dirname, join } from "node:path";
import { DEFAULT_POLICIES } from "../../blueprints/manifest/build";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
import { policiesIn } from "../../blueprints/manifest/policies-in";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { ADOPTED } from "../../stacks/adopted";
import { SCENARIOS_NAME } from "../prove/own-name";
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

/** What a change is compared with. */
export interface Base {
  /** Absent where the merge base has no manifest that can be planned. */
  readonly planned?: Planned;
  /** Why there is nothing to compare with. */
  readonly missing?: string;
  /** What its manifest says of rules, as far as it can be read; else the defaults. */
  readonly policies: PolicySettings;
  /** Where the manifest was then, from the root of the repository, if the change moved it. */
  readonly movedFrom?: string;
  /** A file beside the manifest, as the merge base has it. */
  readonly beside: (name: string) => Promise<string | undefined>;
}

/** The repository around the manifest; what is read of the checkout must lie in it. */
export async function repositoryOf({ manifest }: Named, ref: string): Promise<Repository> {
  const folder = dirname(manifest.path);
  const repository = await openRepository(folder, ref);
  demandInside(repository.root, manifest.path, manifest.shown);
  for (const name of [LOCK, ADOPTED, SCENARIOS_NAME]) demandInside(repository.root, join(folder, name), name);
  return repository;
}

/** The manifest of the merge base, where it was then, planned for the environment that the head is planned for. */
export async function planBase({ manifest, tier }: Named, head: Planned, repository: Repository): Promise<Base> {
  const path = repository.prefix + basename(manifest.path);
  const here = await repository.read(path);
  const movedFrom = here === undefined ? await repository.movedFrom(path) : undefined;
  const text = movedFrom === undefined ? here : await repository.read(movedFrom);
  const folder = (movedFrom ?? path).replace(/[^/]*$/, "");
  const found = {
    ...(movedFrom !== undefined && { movedFrom }),
    beside: (name: string) => repository.read(folder + name),
  };
  if (text === undefined) return { ...found, missing: "the manifest is new", policies: DEFAULT_POLICIES };
  const { environment } = head.plan;
  const lock = await lockAt(repository, folder + LOCK, environment);
  const adopted = await adoptedAt(repository, folder + ADOPTED, environment);
  const known = { ...lock, ...(adopted && { adopted }) };
  const planned = planSide({
    text,
    file: manifest.shown,
    lock: () => known,
    environment,
    ...(tier !== undefined && { tier }),
  });
  if ("plan" in planned) return { ...found, planned, policies: planned.resolved.manifest.policies };
  const policies = policiesIn(text, manifest.shown, environment) ?? DEFAULT_POLICIES;
  return { ...found, missing: whyNot(planned, environment), policies };
}

/** No problem of the merge base is told in full: its lines are not those of the file that people see. */
function whyNot(problems: readonly Problem[], environment: string): string {
  const codes = new Set(problems.map(({ code }) => code));
  return codes.size === 1 && codes.has("SK1012")
    ? `the environment ${environment} is new`
    : `the manifest of the merge base is not valid (${problems[0]?.code})`;
}
