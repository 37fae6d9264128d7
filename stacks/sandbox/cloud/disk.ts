import { createHash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Cloud, type CloudRecord, keyOf } from "./record";

const folderOf = (type: string): string => type.replace(/[^A-Za-z0-9.]+/g, "-");
const fileOf = (record: CloudRecord): string =>
  `${createHash("sha256").update(keyOf(record)).digest("hex").slice(0, 32)}.json`;

const code = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * The simulated cloud on disk: a folder for each type, a file for each thing, named after what must be unique. Several
 * providers write at once and any of them may be killed at any moment, so a file appears whole or not at all (written
 * aside, then linked or renamed), and a name is taken by whoever links its file first.
 */
export class DiskCloud implements Cloud {
  constructor(private readonly folder: string) {}

  ofType(type: string): readonly CloudRecord[] {
    return this.inFolder(join(this.folder, "resources", folderOf(type))).filter((record) => record.type === type);
  }

  all(): readonly CloudRecord[] {
    return names(join(this.folder, "resources")).flatMap((name) => this.inFolder(join(this.folder, "resources", name)));
  }

  find(type: string, id: string): CloudRecord | undefined {
    return this.ofType(type).find((record) => record.id === id);
  }

  add(record: CloudRecord): CloudRecord | undefined {
    const path = this.pathOf(record);
    const aside = this.writeAside(record);
    try {
      linkSync(aside, path);
      return undefined;
    } catch (error) {
      if (code(error) !== "EEXIST") throw error;
      // Gone again in between: then the name is free, and the caller's next try takes it.
      return this.readFile(path) ?? this.add(record);
    } finally {
      unlinkSync(aside);
    }
  }

  put(record: CloudRecord): void {
    renameSync(this.writeAside(record), this.pathOf(record));
  }

  remove(record: CloudRecord): void {
    rmSync(this.pathOf(record), { force: true });
  }

  /** Forgets everything. */
  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Takes away what processes that were killed left half-written; those that run go on writing theirs. */
  sweep(): void {
    const folder = join(this.folder, "writing");
    for (const name of names(folder))
      if (!isRunning(Number.parseInt(name, 10))) rmSync(join(folder, name), { force: true });
  }

  private pathOf(record: CloudRecord): string {
    const folder = join(this.folder, "resources", folderOf(record.type));
    mkdirSync(folder, { recursive: true });
    return join(folder, fileOf(record));
  }

  private writeAside(record: CloudRecord): string {
    const folder = join(this.folder, "writing");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${process.pid}-${randomBytes(8).toString("hex")}`);
    writeFileSync(path, `${JSON.stringify(record, null, 1)}\n`);
    return path;
  }

  private inFolder(folder: string): readonly CloudRecord[] {
    return names(folder)
      .map((name) => this.readFile(join(folder, name)))
      .filter((record) => record !== undefined)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private readFile(path: string): CloudRecord | undefined {
    try {
      return JSON.parse(readFileSync(path, "utf8")) as CloudRecord;
    } catch (error) {
      if (code(error) === "ENOENT") return undefined;
      throw new Error(`${path} is not a record of the sandbox's cloud`, { cause: error });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return code(error) === "EPERM";
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (code(error) === "ENOENT") return [];
    throw error;
  }
}
