import { readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { joinReadings } from "../../blueprints/graph/readers/join";
import { asOneCluster } from "../../blueprints/graph/readers/one-cluster";
import { type Read, readAny } from "../../blueprints/graph/readers/read";
import type { Reading } from "../../blueprints/graph/readers/reading";
import type { Format } from "../../blueprints/graph/readers/recognise";
import { type Problem, ScalekitError } from "../../blueprints/problems/problem";
import { readRegularFile } from "../../stacks/regular-file";
import { LARGE_BYTES, type LargeText, type Partly, readLargeJson } from "./large-file";
import { absent, empty, nothingRead, unreadable } from "./source-problems";

/** One input as it was read. */
export interface Source {
  /** As the person named it, or found in the folder that was named. */
  readonly name: string;
  readonly format: Format;
  /** Cloud resources in it. */
  readonly resources: number;
}

export interface Skipped {
  readonly name: string;
  readonly why: string;
  /** Where a part of it was read and judged. */
  readonly partly?: Partly;
}

export interface Gathered extends Reading {
  readonly sources: readonly Source[];
  /** Files of folders that are in no known format, or broken; said, never dropped in silence. */
  readonly skipped: readonly Skipped[];
  /** Name of the source of each resource, by its id. */
  readonly origin: ReadonlyMap<string, string>;
  readonly warnings: readonly Problem[];
}

/** An input that was read already: standard input, or what the engine exported. */
export interface Given extends LargeText {
  readonly name: string;
}

/** Of all inputs together: what is read stands in memory several times over while it is judged. */
export const MAXIMUM_BYTES = 200 * 1024 * 1024;
/** Resources of a large file that are judged together: small ones take more memory than their text says. */
export const MAXIMUM_RESOURCES = 90_000;
const MAXIMUM_FILES = 5000;
const MAXIMUM_DEPTH = 8;
const READABLE = /\.(json|ya?ml|tfstate|template)$/i;
const PASSED_BY = new Set(["node_modules", ".git", ".terraform"]);

export interface GatherOptions {
  readonly cwd: string;
  readonly region?: string;
  readonly given?: readonly Given[];
}

/**
 * Reads everything that was named as one graph. A file that was named itself and cannot be read is an error; in a folder it
 * is skipped and said.
 */
export function gather(
  names: readonly string[],
  options: GatherOptions,
): { readonly problems: readonly Problem[] } | Gathered {
  const reader = new InputReader(options);
  for (const given of options.given ?? []) reader.given(given);
  for (const name of names) reader.named(name);
  const { skipped, problems, warnings } = reader;
  const each = reader.withoutNested();
  const manifests = asOneCluster(each.filter(({ value }) => value.format === "kubernetes"));
  const read = [...each.filter(({ value }) => value.format !== "kubernetes"), ...manifests];
  if (problems.length === 0 && read.length === 0) problems.push(nothingRead(names, skipped));
  if (problems.length > 0) return { problems };
  const { origins, ...joined } = joinReadings(read.map(({ value }) => value));
  return {
    ...joined,
    sources: read.map(({ name, value }) => ({
      name,
      format: value.format,
      resources: value.resources.filter(({ custom }) => custom).length,
    })),
    skipped,
    warnings,
    origin: new Map([...origins].map(([id, index]) => [id, read[index]?.name ?? ""])),
  };
}

interface Input {
  readonly name: string;
  readonly value: Read;
  readonly path?: string;
}

/** Reads one input after the other, and keeps what came of each. */
class InputReader {
  readonly problems: Problem[] = [];
  readonly skipped: Skipped[] = [];
  readonly warnings: Problem[] = [];
  readonly read: Input[] = [];
  /** Files that were read as a part of another one. */
  private readonly opened = new Set<string>();
  private left = MAXIMUM_BYTES;

  constructor(private readonly options: GatherOptions) {}

  named(name: string): void {
    const path = resolve(this.options.cwd, name);
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) this.problems.push(absent(name));
      else if (stats.isDirectory()) this.folder(name, path);
      else this.take(name, this.text(name, path), true, path);
    } catch (error) {
      if (error instanceof ScalekitError) throw error;
      this.problems.push(unreadable(name, error, MAXIMUM_BYTES / 1024 / 1024));
    }
  }

  given({ name, text, leftOut }: Given): void {
    if (leftOut !== undefined) this.skipped.push({ name, ...leftOut });
    this.left -= text.length;
    this.take(name, text, true);
  }

  private folder(name: string, path: string): void {
    const { files, passed } = filesIn(path);
    const shown = (file: string): string => relative(this.options.cwd, file) || file;
    if (files.length === 0) this.problems.push(empty(name));
    for (const { file, why } of passed) this.skipped.push({ name: shown(file), why });
    for (const file of files) {
      try {
        this.take(shown(file), this.text(shown(file), file), false, file);
      } catch (error) {
        this.skipped.push({ name: shown(file), why: (error as Error).message });
      }
    }
  }

  private text(name: string, path: string): string {
    const { text, leftOut } = readLarge(path, this.left, MAXIMUM_RESOURCES) ?? {
      text: readRegularFile(path, this.left),
    };
    if (text === undefined) throw new Error("it is not there");
    if (leftOut !== undefined) this.skipped.push({ name, ...leftOut });
    this.left -= text.length;
    return text;
  }

  /** What was read, without templates that were read once more where another one nests them. */
  withoutNested(): readonly Input[] {
    return this.read.filter(
      ({ path, value }) => value.format !== "cloudformation" || path === undefined || !this.opened.has(path),
    );
  }

  take(name: string, text: string, demanded: boolean, path?: string): void {
    const { region } = this.options;
    const open = (other: string): string | undefined =>
      path === undefined ? undefined : this.beside(resolve(path, ".."), other);
    const outcome = readAny(text, { file: name, open, ...(region !== undefined && { region }) });
    if (outcome.ok) {
      this.read.push({ name, value: outcome.value, ...(path !== undefined && { path }) });
      this.warnings.push(...outcome.warnings);
    } else if (demanded) this.problems.push(...outcome.problems);
    else this.skipped.push({ name, why: outcome.problems[0]?.message.replace(`${name} `, "") ?? "it cannot be read" });
  }

  private beside(folder: string, path: string): string | undefined {
    const file = inside(folder, path);
    const text = readRegularFile(file, this.left);
    this.left -= text?.length ?? 0;
    if (text !== undefined) this.opened.add(file);
    return text;
  }
}

/** Only JSON is read in chunks; YAML of this size is written by nobody. */
function readLarge(path: string, room: number, most: number): LargeText | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size > LARGE_BYTES && /\.(json|tfstate)$/i.test(path) ? readLargeJson(path, room, most) : undefined;
}

/** A file beside a CDK manifest, never one outside of its folder. */
function inside(folder: string, path: string): string {
  const full = resolve(folder, path);
  return full.startsWith(folder + sep) ? full : join(folder, basename(path));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** What a folder holds: files that may be an input, and what was passed by. */
interface Listing {
  readonly files: string[];
  readonly passed: { readonly file: string; readonly why: string }[];
}

/**
 * Files of a folder that may be an input: the stacks of a Pulumi file backend alone, where it is one; the manifest of a CDK
 * output, which names its templates; else everything with a telling name.
 */
function filesIn(folder: string): Listing {
  const stacks = [join(folder, ".pulumi", "stacks"), join(folder, "stacks")].find(isFolder);
  if (stacks !== undefined) return walk(stacks, /\.json$/);
  if (isFolder(join(folder, "cdk.out"))) return filesIn(join(folder, "cdk.out"));
  const names = readdirSync(folder);
  if (names.includes("manifest.json") && names.some((name) => name.endsWith(".template.json")))
    return { files: [join(folder, "manifest.json")], passed: [] };
  return walk(folder, READABLE);
}

function walk(folder: string, wanted: RegExp, into: Listing = { files: [], passed: [] }, depth = 0): Listing {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (PASSED_BY.has(entry.name)) continue;
      if (depth < MAXIMUM_DEPTH) walk(path, wanted, into, depth + 1);
      else into.passed.push({ file: path, why: `lies more than ${MAXIMUM_DEPTH} folders deep` });
    } else if (!wanted.test(entry.name)) continue;
    else if (entry.isFile()) into.files.push(path);
    // A link may lead anywhere, and in circles.
    else into.passed.push({ file: path, why: "is no regular file" });
    if (into.files.length + into.passed.length > MAXIMUM_FILES)
      throw new ScalekitError({
        code: "SK6004",
        message: `${folder} holds more than ${MAXIMUM_FILES} files`,
        fix: "name the files or a smaller folder",
      });
  }
  return into;
}
