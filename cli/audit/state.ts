import { relative, resolve } from "node:path";
import type { Resolved } from "../../blueprints/manifest/manifest";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Io } from "../command";
import type { Gathered } from "./sources";

/** Flags of a command that may look at what exists instead of at a plan. */
export interface StateFlags {
  /** Files and folders; `-` is standard input. */
  readonly state?: readonly string[];
  /** Pulumi stacks that the engine exports. */
  readonly stack?: readonly string[];
  readonly region?: string;
  /** Says what the system is for; without it nothing is promised and no traffic is known. */
  readonly manifest?: string;
  readonly env?: string;
  readonly tier?: Tier;
}

/** Options of such a command. */
export const stateOptions = {
  state: {
    type: "string",
    array: true,
    requiresArg: true,
    describe:
      "look at what exists: states, templates, plans or folders of them, as `audit` reads them; - is standard input",
  },
  stack: {
    type: "string",
    array: true,
    requiresArg: true,
    describe: "look at a live Pulumi stack, exported with the engine (in this folder, with its login)",
  },
  region: {
    type: "string",
    requiresArg: true,
    describe: "with --state or --stack: region of resources that do not show theirs",
  },
} as const;

/** Where a result comes from that no plan stands behind. */
export type Inputs = Pick<Gathered, "sources" | "skipped" | "unmapped">;

export interface LoadedState {
  readonly gathered: Gathered;
  readonly resolved?: Resolved;
}

/** True where a command is asked for what exists, not for a plan. */
export const looksAtState = ({ state, stack }: Pick<StateFlags, "state" | "stack">): boolean =>
  state !== undefined || stack !== undefined;

/**
 * Reads what was named, and the manifest that goes with it.
 * @throws ScalekitError SK3040 where standard input is too large, SK6014 where a stack is not exported
 */
export async function loadState(
  flags: StateFlags,
  io: Pick<Io, "cwd" | "env" | "signal" | "stdin">,
): Promise<LoadedState | { readonly problems: readonly Problem[] }> {
  const [{ gather }, { givenBy }] = await Promise.all([import("./sources.js"), import("./given.js")]);
  const { state = [], stack = [], region, manifest } = flags;
  const { cwd } = io;
  const { files, given } = await givenBy(state.map(String), stack.map(String), io);
  const gathered = gather(files, { cwd, ...(region !== undefined && { region }), given });
  if ("problems" in gathered) return gathered;
  if (manifest === undefined) return { gathered };
  const [{ readManifestFile }, { loadManifest }] = await Promise.all([
    import("../../blueprints/manifest/read.js"),
    import("../../blueprints/manifest/load.js"),
  ]);
  const path = resolve(cwd, manifest);
  const shown = relative(cwd, path) || manifest;
  const read = await readManifestFile(path, shown);
  if (!read.ok) return { problems: read.problems };
  const loaded = loadManifest(read.value, shown, {
    ...(flags.env !== undefined && { environment: flags.env }),
    ...(flags.tier !== undefined && { tier: flags.tier }),
  });
  return loaded.ok ? { gathered, resolved: loaded.value } : { problems: loaded.problems };
}

/** `a.tfstate and b.json`, or how many where they are many. */
export function namesOf({ sources }: Pick<Inputs, "sources">): string {
  const names = sources.map(({ name }) => name);
  return names.length <= 2 ? names.join(" and ") : `${names[0]} and ${names.length - 1} more`;
}

/** What was read, what was not, and what no model knows: a line each. */
export function inputWords({ sources, skipped, unmapped }: Inputs): readonly string[] {
  const types = Object.entries(unmapped);
  const few = <T>(all: readonly T[], words: (each: T) => string): string =>
    `${all.slice(0, 3).map(words).join(", ")}${all.length > 3 ? `, and ${all.length - 3} more` : ""}`;
  return [
    `read: ${few(sources, ({ name, format, resources }) => `${name} (${format}, ${resources} resources)`)}`,
    ...(skipped.length > 0 ? [`skipped: ${few(skipped, ({ name, why }) => `${name} (${why})`)}`] : []),
    ...(types.length > 0
      ? [`types that are not known, so left out: ${few(types, ([type, count]) => `${count} ${type}`)}`]
      : []),
  ];
}
