#!/usr/bin/env node
import yargs, { type Argv } from "yargs";
import { formatProblems } from "../blueprints/problems/format";
import { ScalekitError } from "../blueprints/problems/problem";
import type { Command, Io } from "./command";
import { COMMANDS } from "./commands";
import { loadSdkLazily } from "./lean-sdk";
import { dashAsValue } from "./standard-input";
import { withNearestFlag } from "./suggest";
import { version } from "./version";

/**
 * Parses the command line and runs one command.
 * @param beforeCommand what to do once it is clear which command runs; help and usage errors go without it
 * @returns the exit status: 0 clean, 1 findings or a refused change, 2 could not do it
 */
export async function main(argv: readonly string[], io: Io, beforeCommand = () => {}): Promise<number> {
  let status = 0;
  const parser = COMMANDS.reduce(
    (cli, command) =>
      register(cli, command, async (args) => {
        beforeCommand();
        status = await command.run(args, io);
      }),
    base(argv, io),
  );
  try {
    await parser.parseAsync();
    return status;
  } catch (error) {
    return report(error, io);
  }
}

function base(argv: readonly string[], io: Io): Argv {
  return yargs([...dashAsValue(argv)], io.cwd)
    .scriptName("scalekit")
    .usage("$0 <command>\n\nFrom one server to several regions: one manifest, proven blueprints, real Pulumi stacks.")
    .version(version())
    .help()
    .alias("h", "help")
    .options({
      color: {
        type: "boolean",
        default: true,
        describe: "colours (also off with NO_COLOR or when piped)",
        global: true,
      },
      quiet: { alias: "q", type: "boolean", default: false, describe: "results only, no progress", global: true },
    })
    .completion("completion", "print a shell completion script (bash or zsh)")
    .demandCommand(1, "Which command?")
    .strict()
    .recommendCommands()
    .wrap(Math.min(100, io.stdout.columns ?? 80))
    .epilogue(
      "Exit status: 0 clean; 1 findings, drift or a refused change; 2 could not do it.\n`scalekit explain CODE` says more about any problem.",
    )
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(withNearestFlag(message, argv));
    });
}

function register(cli: Argv, command: Command, run: (args: Record<string, unknown>) => Promise<void>): Argv {
  return cli.command(
    command.command,
    command.describe,
    (sub) => {
      const withOptions = sub.options({ ...command.options });
      return command.examples.reduce((all, [example, meaning]) => all.example(example, meaning), withOptions);
    },
    (args) => run(args),
  );
}

class UsageError extends Error {}

function report(error: unknown, io: Io): number {
  if (error instanceof ScalekitError) {
    io.stderr.write(`${formatProblems([error.problem], { color: io.color })}\n`);
    return error.exitStatus;
  }
  if (error instanceof UsageError || (error instanceof Error && error.name === "YError")) {
    io.stderr.write(`${error.message}\n\`scalekit --help\` shows the commands and flags.\n`);
    return 2;
  }
  io.stderr.write(
    `SK9999 scalekit met an error that it did not expect. This is a defect; please report it with what you ran.\n`,
  );
  io.stderr.write(
    `${error instanceof Error ? (io.env.SCALEKIT_DEBUG ? error.stack : error.message) : String(error)}\n`,
  );
  return 2;
}

/** Builds the Io of this process: colours off when piped, Ctrl-C as an abort signal (a second one ends at once). */
export function processIo(argv: readonly string[]): Io {
  const abort = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort(name);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const color = process.stdout.isTTY === true && !process.env.NO_COLOR && !argv.includes("--no-color");
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    color,
    signal: abort.signal,
  };
}

if (require.main === module) {
  const argv = process.argv.slice(2);
  // A reader that goes away (`scalekit plan | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
  void main(argv, processIo(argv), loadSdkLazily).then((status) => {
    process.exitCode = status;
  });
}
