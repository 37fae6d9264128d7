import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { LocalWorkspace, type LocalWorkspaceOptions, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import type { Engine } from "./binary/find";
import { type PolicyPackRun, writeAnalyzer } from "./policy-pack";
import type { StatePlace } from "./state/where";

/** What a run needs of this machine: the engine, the place of the state, the providers. Close it at the end. */
export interface Session {
  readonly engine: Engine;
  readonly place: StatePlace;
  /** Pulumi project: the manifest's name. */
  readonly project: string;
  readonly environment: string;
  readonly sandbox: boolean;
  readonly command: PulumiCommand;
  /** Environment of the engine's process. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the policy pack that every preview runs. */
  readonly policyPack?: string;
  /** Folder for what lives as long as the session. */
  readonly temporary: string;
  close(): void;
}

/** Provider plugins that are put before all others, for the engine's process only (DECISIONS 24). */
export interface ProviderShims {
  readonly pathDir: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface SessionSettings {
  readonly engine: Engine;
  readonly place: StatePlace;
  readonly project: string;
  readonly environment: string;
  readonly sandbox: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly shims?: ProviderShims | undefined;
  readonly policyPack?: PolicyPackRun | undefined;
}

export type Program = () => Promise<Record<string, unknown>>;

/** Opens a session: makes the folders of local state and gives the engine the form that the Automation API wants. */
export async function openSession(settings: SessionSettings): Promise<Session> {
  const { place, shims, policyPack } = settings;
  for (const folder of [place.localFolder, place.env.PULUMI_HOME]) if (folder) mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(tmpdir(), "scalekit-"));
  const path = settings.env.PATH ?? "";
  const env = { ...defined(settings.env), PATH: path, ...place.env, ...shims?.env, ...policyPack?.env };
  if (shims) env.PATH = `${shims.pathDir}${delimiter}${path}`;
  // Last: an engine that brings its own comes first.
  if (policyPack) env.PATH = `${env.PATH}${delimiter}${writeAnalyzer(join(temporary, "analyzers"), policyPack)}`;
  return {
    engine: settings.engine,
    place,
    project: settings.project,
    environment: settings.environment,
    sandbox: settings.sandbox,
    command: await commandOf(settings.engine, temporary),
    env,
    ...(policyPack && { policyPack: policyPack.folder }),
    temporary,
    close: () => rmSync(temporary, { recursive: true, force: true }),
  };
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** `PulumiCommand` takes an installation's root, with the executable in bin/: a link stands in for one. */
async function commandOf(engine: Engine, temporary: string): Promise<PulumiCommand> {
  mkdirSync(join(temporary, "bin"));
  symlinkSync(engine.path, join(temporary, "bin", process.platform === "win32" ? "pulumi.exe" : "pulumi"));
  return PulumiCommand.get({ root: temporary, skipVersionCheck: true });
}

/** Stack names of the sandbox differ from real ones, so that one can never be taken for the other (DECISIONS 24). */
export const engineName = (session: Session, stack: string): string => (session.sandbox ? `sandbox.${stack}` : stack);

/** The plan's name of a stack; undefined where it is one of the other kind. */
export function planName(session: Session, name: string): string | undefined {
  const isSandbox = name.startsWith("sandbox.");
  if (isSandbox !== session.sandbox) return undefined;
  return isSandbox ? name.slice("sandbox.".length) : name;
}

/** A workspace for commands that concern no one stack. */
export const openWorkspace = (session: Session): Promise<LocalWorkspace> =>
  LocalWorkspace.create(workspaceOptions(session));

/** A stack of the session, made in the backend where it isn't there. */
export const openStack = (session: Session, stack: string, program: Program): Promise<Stack> =>
  LocalWorkspace.createOrSelectStack(
    { stackName: engineName(session, stack), projectName: session.project, program },
    workspaceOptions(session),
  );

/** Each workspace has an empty folder of its own, never one that holds a Pulumi.yaml of the user's (DECISIONS 25). */
function workspaceOptions(session: Session): LocalWorkspaceOptions {
  return {
    pulumiCommand: session.command,
    workDir: mkdtempSync(join(session.temporary, "work-")),
    envVars: { ...session.env },
    secretsProvider: session.place.secretsProvider,
    projectSettings: { name: session.project, runtime: "nodejs", main: process.cwd() },
  };
}
