import { dirname, join, resolve } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { CloudView } from "../../stacks/sandbox";
import type { Command, Io } from "../command";
import { manifestOptions, outputOptions } from "../options";
import { cloudDocument, cloudText, recordText } from "../reporters/sandbox";

interface Flags {
  readonly action: "ls" | "show" | "set" | "rm" | "reset";
  readonly id?: string;
  readonly path?: string;
  readonly value?: string;
  readonly manifest: string;
  readonly format: "text" | "json";
}

export const sandbox: Command = {
  command: "sandbox <action> [id] [path] [value]",
  describe: "look at the simulated cloud, or alter it by hand to make drift (ls, show, set, rm, reset)",
  examples: [
    ["scalekit sandbox ls", "everything that is in the simulated cloud"],
    ["scalekit sandbox show vpc-0123456789abcdef0", "one thing with all its properties"],
    ["scalekit sandbox set sg-0123456789abcdef0 description opened", "change it as somebody at the console would"],
    ["scalekit sandbox rm sg-0123456789abcdef0", "take it away behind Pulumi's back"],
    ["scalekit sandbox reset", "forget the whole cloud; state is kept"],
  ],
  options: { manifest: manifestOptions.manifest, ...outputOptions },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const { openCloud } = await import("../../stacks/sandbox/index.js");
    const folder = join(dirname(resolve(io.cwd, flags.manifest)), ".scalekit", "sandbox", "cloud");
    return act(openCloud(folder), flags, io);
  },
};

function act(cloud: CloudView, flags: Flags, io: Io): number {
  switch (flags.action) {
    case "ls":
      print(io, flags.format === "json" ? json(cloudDocument(cloud)) : cloudText(cloud));
      return 0;
    case "show":
      print(io, flags.format === "json" ? json(found(cloud, flags)) : recordText(found(cloud, flags)));
      return 0;
    case "set":
      return set(cloud, flags, io);
    case "rm":
      cloud.delete(`${found(cloud, flags).type} ${found(cloud, flags).id}`);
      io.stderr.write(`${flags.id} is gone from the simulated cloud\n`);
      return 0;
    case "reset":
      cloud.clear();
      io.stderr.write("The simulated cloud is empty\n");
      return 0;
    default:
      throw incomplete(`there is no \`scalekit sandbox ${String(flags.action)}\``);
  }
}

function set(cloud: CloudView, flags: Flags, io: Io): number {
  const record = found(cloud, flags);
  if (flags.path === undefined || flags.value === undefined) throw incomplete("set wants a property and its new value");
  cloud.alter(`${record.type} ${record.id}`, flags.path, parsed(flags.value));
  io.stderr.write(`${flags.path} of ${record.id} was altered; \`scalekit drift --sandbox\` shows it\n`);
  return 0;
}

function found(cloud: CloudView, { id, action }: Flags) {
  if (id === undefined) throw incomplete(`${action} wants an id`);
  const record = cloud.get(id);
  if (record) return record;
  throw new ScalekitError({
    code: "SK4002",
    message: `there is no ${id} in the simulated cloud`,
    fix: "`scalekit sandbox ls` lists what is there",
  });
}

const incomplete = (message: string) =>
  new ScalekitError({
    code: "SK4003",
    message,
    fix: "scalekit sandbox ls | show ID | set ID PATH VALUE | rm ID | reset",
  });

/** JSON where it is JSON (numbers, true, lists), text otherwise; `null` takes the property away. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return text;
  }
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const print = (io: Io, text: string): void => {
  io.stdout.write(`${text}\n`);
};
