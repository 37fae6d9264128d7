import type { Command } from "../command";
import { bootstrap } from "./bootstrap";
import { destroy } from "./destroy";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { explain } from "./explain";
import { init } from "./init";
import { outputs } from "./outputs";
import { plan } from "./plan";
import { preview } from "./preview";
import { refresh } from "./refresh";
import { sandbox } from "./sandbox";
import { schema } from "./schema";
import { status } from "./status";
import { up } from "./up";

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly Command[] = [
  init,
  plan,
  preview,
  up,
  destroy,
  refresh,
  drift,
  status,
  outputs,
  sandbox,
  bootstrap,
  doctor,
  schema,
  explain,
];
