import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { findEngine, openSession, statePlace } from "../../stacks/engine";
import { openStack } from "../../stacks/engine/session";
import { installShims } from "../../stacks/sandbox";
import { root } from "../support/root";
import { type Folder, folderWith } from "./command";
import type { Cloud, Preview, Thing, Up } from "./documents";

/**
 * A system of the sandbox that is adopted: the shipped command writes the files, the real engine's own `pulumi import` reads
 * them, simulated clouds answer.
 */
export class Adoption {
  readonly shop: Folder;
  readonly #sandbox: string;

  constructor(example: "shop" | "saas") {
    this.shop = folderWith(example);
    this.#sandbox = join(this.shop.path, ".scalekit", "sandbox");
  }

  close(): void {
    this.shop.close();
  }

  cloud(): Promise<Cloud> {
    return this.shop.sandbox<Cloud>(0, "sandbox", "ls");
  }

  /** Keeps the state of what runs as an export in the folder `exported`, and forgets it. */
  loseState(): void {
    const stacks = join(this.#sandbox, "state", ".pulumi", "stacks");
    for (const project of readdirSync(stacks))
      cpSync(join(stacks, project), join(this.shop.path, "exported"), { recursive: true });
    this.forget();
  }

  /** Keeps another tool's state of what runs in the folder `exported`, and forgets its own. */
  replaceState(name: string, text: string): void {
    mkdirSync(join(this.shop.path, "exported"));
    writeFileSync(join(this.shop.path, "exported", name), text);
    this.forget();
  }

  forget(): void {
    rmSync(join(this.#sandbox, "state"), { recursive: true, force: true });
    rmSync(join(this.#sandbox, "lock.json"), { force: true });
  }

  audit(manifest: string, ...more: readonly string[]) {
    const words = ["--compare", manifest, "--import-files", "adopt", "--format", "json"];
    return this.shop.run("audit", "exported", ...words, ...more);
  }

  /** Stacks that there are import files for, in the order of their names. */
  files(): string[] {
    return readdirSync(join(this.shop.path, "adopt"))
      .map((name) => basename(name, ".import.json"))
      .sort();
  }

  /** Of an import file: the resources that it takes over, as `type name`. */
  inFile(stack: string): string[] {
    const file = JSON.parse(readFileSync(join(this.shop.path, "adopt", `${stack}.import.json`), "utf8"));
    return (file.resources as { type: string; logicalName: string; id?: string }[])
      .filter(({ id }) => id !== undefined)
      .map(({ type, logicalName }) => `${type} ${logicalName}`);
  }

  /** Operations of a preview on resources that were imported. */
  onAdopted({ stacks }: Preview): string[] {
    const known = new Set(this.files());
    return stacks.flatMap(({ stack, changes }) => {
      const adopted = new Set(known.has(stack) ? this.inFile(stack) : []);
      return changes
        .filter(({ type, name }) => adopted.has(`${type} ${name}`))
        .map(({ verb, type, name, properties }) => `${verb} ${type} ${name}: ${properties.join(", ")}`);
    });
  }

  /** What was there and is another now, or gone. */
  async changedSince(before: Cloud): Promise<string[]> {
    const key = ({ type, region, id }: Thing): string => `${type} ${region} ${id}`;
    const now = new Map((await this.cloud()).resources.map((thing) => [key(thing), JSON.stringify(thing.properties)]));
    return before.resources
      .filter((thing) => !thing.type.includes("certificateValidation"))
      .filter((thing) => now.get(key(thing)) !== JSON.stringify(thing.properties))
      .map(({ type, id }) => `${type} ${id}`);
  }

  up(): Promise<Up> {
    return this.shop.sandbox<Up>(0, "up", "--yes");
  }

  /** Plain `pulumi import --file` into the sandbox's stacks; the stand-in for the Node language host is only asked for its name. */
  async pulumiImport(project: string, stack: string): Promise<string> {
    const { engine } = await findEngine(process.env);
    if (!engine) throw new Error("no Pulumi engine here: run `npx scalekit doctor`, or put pulumi on PATH");
    const session = await openSession({
      engine,
      place: statePlace({ folder: this.shop.path, sandbox: true, env: process.env }),
      project,
      environment: "production",
      sandbox: true,
      env: process.env,
      shims: installShims(join(this.#sandbox, "plugins"), { cloudDir: join(this.#sandbox, "cloud") }),
    });
    const work = mkdtempSync(join(tmpdir(), "scalekit-import-"));
    try {
      await openStack(session, stack, async () => ({}));
      this.#prepare(work, project, stack);
      const words = ["import", "--stack", `sandbox.${stack}`, "--file", "import.json", "--yes"];
      const { status, stdout, stderr } = spawnSync(
        engine.path,
        [...words, "--generate-code=false", "--protect=false", "--non-interactive", "--color", "never"],
        {
          cwd: work,
          env: { ...session.env, PATH: [join(work, "bin"), session.env.PATH].join(delimiter) },
          encoding: "utf8",
        },
      );
      if (status !== 0) throw new Error(`${stdout.slice(-3000)}\n${stderr.slice(-1000)}`);
      return stdout;
    } finally {
      session.close();
      rmSync(work, { recursive: true, force: true });
    }
  }

  #prepare(work: string, project: string, stack: string): void {
    writeFileSync(join(work, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    const host = join(root, "test/support/language-host/pulumi-language-nodejs.js");
    mkdirSync(join(work, "bin"));
    const script = `#!/bin/sh\nexec "${process.execPath}" "${host}" "$@"\n`;
    writeFileSync(join(work, "bin", "pulumi-language-nodejs"), script, { mode: 0o755 });
    // Stacks of the sandbox are named apart from real ones.
    const text = readFileSync(join(this.shop.path, "adopt", `${stack}.import.json`), "utf8");
    const named = text.replaceAll("urn:pulumi:production-", "urn:pulumi:sandbox.production-");
    writeFileSync(join(work, "import.json"), named);
  }
}

/** What a preview would do, a line each; providers are of the engine alone. */
export const changesIn = ({ stacks }: Preview): string[] =>
  stacks.flatMap(({ changes }) =>
    changes
      .filter(({ type }) => !type.startsWith("pulumi:providers:"))
      .map(
        ({ verb, type, name, properties }) =>
          `${verb} ${type} ${name}${verb === "update" ? `: ${properties.join(", ")}` : ""}`,
      ),
  );
