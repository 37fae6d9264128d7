import { nearest } from "../blueprints/problems/nearest";
import { COMMANDS } from "./commands";

/** Flags of every command: they are declared with the parser itself. */
const GLOBAL = ["help", "version", "color", "quiet"];

/**
 * The parser recommends commands but no flags: adds the nearest flag to its message about an unknown one.
 * @param argv the command line, of which the first word that is no flag names the command
 */
export function withNearestFlag(message: string, argv: readonly string[]): string {
  const [, list = ""] = /^Unknown arguments?: (.*)$/.exec(message) ?? [];
  const word = argv.find((arg) => !arg.startsWith("-"));
  const command = COMMANDS.find((each) => each.command.split(" ", 1)[0] === word);
  if (list === "" || !command) return message;
  const flags = [...GLOBAL, ...Object.keys(command.options)];
  const meant = new Set(list.split(", ").flatMap((name) => nearest(name, flags) ?? []));
  return meant.size === 0
    ? message
    : `${message}\nDid you mean ${[...meant].map((name) => `--${name}`).join(" and ")}?`;
}
