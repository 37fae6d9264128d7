import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Plan, PlannedStack } from "../../../blueprints/plan/plan";
import type { Tier } from "../../../blueprints/tiers/tier";
import {
  findEngine,
  openSession,
  type ProgramFor,
  type RunEvent,
  type RunSettings,
  statePlace,
} from "../../../stacks/engine";

/** A real engine, a simulated provider (toy/provider.js), and state in a folder of its own. */
export interface World {
  readonly folder: string;
  readonly cloud: string;
  readonly events: RunEvent[];
  settings(plan: Plan, programFor: ProgramFor, more?: Partial<RunSettings>): Promise<RunSettings>;
  /** What the toy provider was asked, in order: "create-start", stack and name. */
  calls(): { readonly at: number; readonly what: string; readonly stack: string; readonly name: string }[];
  /** What the toy provider was told to be, in order: the requests as the engine sent them. */
  configs(): { readonly request: "checkConfig" | "configure"; readonly config: Readonly<Record<string, unknown>> }[];
  /** Names of what exists in the toy cloud. */
  existing(): string[];
  close(): void;
}

/** @param existing folder of a world that another process made */
export function makeWorld(existing?: string): World {
  const folder = existing ?? mkdtempSync(join(tmpdir(), "scalekit-test-"));
  const cloud = join(folder, "cloud");
  const shims = join(folder, "bin");
  for (const path of [cloud, shims]) mkdirSync(path, { recursive: true });
  const provider = resolve(__dirname, "toy/provider.js");
  writeFileSync(join(shims, "pulumi-resource-aws"), `#!/bin/sh\nexec "${process.execPath}" "${provider}" "$@"\n`, {
    mode: 0o755,
  });
  const events: RunEvent[] = [];
  const closers: (() => void)[] = [];
  return {
    folder,
    cloud,
    events,
    async settings(plan, programFor, more = {}) {
      const session = await openSession({
        engine: await engine(),
        place: statePlace({ folder, sandbox: true, env: process.env }),
        project: plan.project,
        environment: plan.environment,
        sandbox: true,
        env: process.env,
        shims: { pathDir: shims, env: { TOY_CLOUD: cloud } },
      });
      closers.push(session.close);
      return {
        plan,
        programFor,
        session,
        lockFile: join(folder, "lock.json"),
        only: [],
        concurrency: 4,
        observe: (event) => events.push(event),
        signal: new AbortController().signal,
        ...more,
      };
    },
    calls: () =>
      readLines(join(cloud, "calls.log")).map((line) => {
        const [at = "", what = "", stack = "", name = ""] = line.split(" ");
        return { at: Number(at), what, stack, name };
      }),
    configs: () =>
      readLines(join(cloud, "config.log")).map((line) => JSON.parse(line) as ReturnType<World["configs"]>[number]),
    existing: () =>
      readdirSync(cloud)
        .filter((name) => name.endsWith(".json"))
        .map(
          (name) =>
            (JSON.parse(readFileSync(join(cloud, name), "utf8")) as { urn: string }).urn.split("::").slice(-1)[0] ?? "",
        )
        .sort(),
    close: () => {
      for (const close of closers) close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const readLines = (file: string): string[] => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);

/** These tests need an engine that is there already: building one takes minutes. */
export async function engine() {
  const found = await findEngine({ ...process.env, HOME: process.env.HOME ?? homedir() });
  if (!found.engine) throw new Error("no Pulumi engine here: run `npx scalekit doctor`, or put pulumi on PATH");
  return found.engine;
}

/** Any resource of the toy provider. */
export class Toy extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;
  constructor(type: string, name: string, inputs: Record<string, unknown>, opts?: pulumi.CustomResourceOptions) {
    super(type, name, { ...inputs, arn: undefined }, opts);
  }
}

/** A stack of a test's plan. */
export function stackOf(key: string, more: Partial<PlannedStack> = {}): PlannedStack {
  return {
    name: `test-${key}`,
    key,
    kind: key.startsWith("eu-") || key.startsWith("us-") ? "region" : "dns",
    region: "eu-west-1",
    role: "primary",
    dependsOn: [],
    parts: [],
    needs: [],
    controlPlanes: [],
    ...more,
  };
}

export const planOf = (stacks: readonly PlannedStack[], tier: Tier = "growth"): Plan => ({
  schemaVersion: "1",
  project: "toyshop",
  environment: "test",
  tier,
  account: "111122223333",
  stacks,
  warnings: [],
});
