import type { Command } from "../command";
import { audit } from "./audit";
import { bootstrap } from "./bootstrap";
import { check } from "./check";
import { cost } from "./cost";
import { destroy } from "./destroy";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { exempt } from "./exempt";
import { explain } from "./explain";
import { init } from "./init";
import { outputs } from "./outputs";
import { plan } from "./plan";
import { preview } from "./preview";
import { prices } from "./prices";
import { prove } from "./prove";
import { refresh } from "./refresh";
import { sandbox } from "./sandbox";
import { schema } from "./schema";
import { simulate } from "./simulate";
import { status } from "./status";
import { up } from "./up";

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly Command[] = [
  init,
  plan,
  check,
  prove,
  simulate,
  exempt,
  cost,
  prices,
  audit,
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
