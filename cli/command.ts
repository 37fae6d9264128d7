import type { Options } from "yargs";

/** What a command may touch of the world; tests hand in their own. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** False with --no-color, NO_COLOR, or where the stream is no terminal. */
  readonly color: boolean;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** One command a file: its flags as data and a short handler that calls the library. Modules that a command needs only when it runs are loaded in `run`, so that `--help` stays quick. */
export interface Command {
  /** yargs form: "plan", "explain <what>", "sandbox <action> [id]". */
  readonly command: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly options: Readonly<Record<string, Options>>;
  /** Exit status: 0 clean; 1 findings, drift, refused change; 2 could not do it. A thrown ScalekitError becomes its exitStatus. */
  run(args: Readonly<Record<string, unknown>>, io: Io): Promise<number>;
}
