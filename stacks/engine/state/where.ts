import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Problem, ScalekitError } from "../../../blueprints/problems/problem";

/** How a person may say where state is kept and how its secrets are encrypted. */
export interface StateWishes {
  /** Folder of the manifest. */
  readonly folder: string;
  readonly sandbox: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** `--backend URL`; else SCALEKIT_BACKEND. */
  readonly backend?: string | undefined;
  /** `--secrets-provider URL`; else SCALEKIT_SECRETS_PROVIDER. */
  readonly secretsProvider?: string | undefined;
}

export interface StatePlace {
  /** Pulumi backend URL. */
  readonly backendUrl: string;
  /** Folder of a backend on this machine. */
  readonly localFolder?: string;
  /** As `pulumi stack init --secrets-provider` takes it. */
  readonly secretsProvider: string;
  /** PULUMI_HOME, PULUMI_BACKEND_URL, passphrase: what the engine's process gets besides our own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: readonly Problem[];
}

/**
 * The sandbox's passphrase. It is no secret and protects nothing: simulated state holds simulated secrets only, and a
 * fixed one lets the first command work without a question.
 */
export const SANDBOX_PASSPHRASE = "sandbox";

/**
 * Decides where state is kept. The sandbox is always apart: its own folder, never a setting (DECISIONS 24).
 * @throws ScalekitError SK3004 outside the sandbox where no passphrase and no key was chosen
 */
export function statePlace(wishes: StateWishes): StatePlace {
  return wishes.sandbox ? sandboxPlace(wishes) : realPlace(wishes);
}

function sandboxPlace({ folder }: StateWishes): StatePlace {
  const localFolder = join(folder, ".scalekit", "sandbox", "state");
  return {
    backendUrl: fileUrl(localFolder),
    localFolder,
    secretsProvider: "passphrase",
    env: {
      ...engineEnv(join(folder, ".scalekit", "sandbox"), fileUrl(localFolder)),
      PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
      PULUMI_CONFIG_PASSPHRASE_FILE: "",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    warnings: [],
  };
}

function realPlace({ folder, env, backend, secretsProvider }: StateWishes): StatePlace {
  const standard = join(folder, ".scalekit", "state");
  const backendUrl = backend || env.SCALEKIT_BACKEND || fileUrl(standard);
  const provider = secretsProvider || env.SCALEKIT_SECRETS_PROVIDER || "passphrase";
  // Pulumi Cloud keeps its own keys: there the default is not a passphrase but the service itself.
  const chosen = provider === "passphrase" && /^https?:/.test(backendUrl) ? "default" : provider;
  if (chosen === "passphrase" && env.PULUMI_CONFIG_PASSPHRASE === undefined && !env.PULUMI_CONFIG_PASSPHRASE_FILE) {
    throw new ScalekitError({
      code: "SK3004",
      message: "the state's secrets need a passphrase or a key, and none was chosen",
      fix: "set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, or give --secrets-provider awskms://alias/NAME?region=REGION",
    });
  }
  const localFolder = folderOf(backendUrl, folder);
  return {
    backendUrl: localFolder === undefined ? backendUrl : fileUrl(localFolder),
    ...(localFolder !== undefined && { localFolder }),
    secretsProvider: chosen,
    env: engineEnv(join(folder, ".scalekit"), localFolder === undefined ? backendUrl : fileUrl(localFolder)),
    warnings: localFolder === undefined ? [] : [localWarning(localFolder)],
  };
}

/**
 * Folder of a `file://` backend; undefined for any other. Relative ones are taken from the manifest's folder, for the
 * engine's own working directory is a temporary one.
 */
function folderOf(backendUrl: string, folder: string): string | undefined {
  const path = /^file:\/\/([^?]*)/.exec(backendUrl)?.[1];
  if (path === undefined) return undefined;
  return path.startsWith("~") ? join(homedir(), path.slice(1)) : resolve(folder, decodeURIComponent(path));
}

/**
 * `metadata=skip`: the file backend writes each file in one step but for its `.attrs` beside it (gocloud.dev/blob/fileblob),
 * which a kill can leave empty; then nothing of the backend can be read any more. So they are not written at all.
 */
function engineEnv(home: string, backendUrl: string): Record<string, string> {
  return {
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: backendUrl.startsWith("file:") ? `${backendUrl}?metadata=skip` : backendUrl,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

const fileUrl = (folder: string): string => pathToFileURL(folder).href;

const localWarning = (folder: string): Problem => ({
  code: "SK3013",
  message: `state is kept on this machine: ${folder}`,
  fix: "for more than a trial use --backend s3://BUCKET (`scalekit bootstrap` makes it), or set SCALEKIT_BACKEND",
});
