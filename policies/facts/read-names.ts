import { SECRET_PROVIDER_CLASS } from "./outside-types";
import type { GraphResource } from "../../blueprints/graph/graph";
import { stringsOf } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** What reads settings by name when it starts, and under which input it names them. */
const READERS: Readonly<Record<string, string>> = {
  [TYPES.launchTemplate]: "userData",
  [SECRET_PROVIDER_CLASS]: "spec",
  [TYPES.ecsTaskDefinition]: "containerDefinitions",
  [TYPES.lambda]: "environment",
};

export const SETTING_READERS: readonly string[] = Object.keys(READERS);

/** Text that a reader starts with, with what is encoded in base64 written out. Parts that are not known are left out. */
export const startText = (reader: GraphResource, world: World): string =>
  world.fact(`start text ${reader.id}`, () =>
    [...stringsOf(reader.inputs[READERS[reader.type] ?? ""])].flatMap((text) => [text, ...decoded(text, 2)]).join("\n"),
  );

/** A script may write files that it carries encoded: so deep is looked. */
function decoded(text: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return [...text.matchAll(/(?:[A-Za-z0-9+/]{16,}={0,2}\s?)+/g)].flatMap(([block]) => {
    const inner = Buffer.from(block.replace(/\s/g, ""), "base64").toString("utf8");
    return isText(inner) ? [inner, ...decoded(inner, depth - 1)] : [];
  });
}

const isText = (text: string): boolean => !text.includes("\uFFFD") && !/[\0-\x08\x0E-\x1F]/.test(text);

/** The ways in which a program asks for a parameter by its name. */
const ASKS = [
  /get-parameters? [^\n]*?--names? ['"]?(\/[\w./-]+)/g,
  /"objectName"\s*:\s*"(\/[\w./-]+)"\s*,\s*"objectType"\s*:\s*"ssmparameter"/g,
];

/** Names of parameters of Parameter Store that a reader asks for when it starts. */
export const parametersRead = (reader: GraphResource, world: World): readonly string[] => [
  ...new Set(ASKS.flatMap((way) => [...startText(reader, world).matchAll(way)].map(([, name = ""]) => name))),
];
