import { KINDS, type Kind } from "../kinds";
import { implies, type JsonSchema } from "./json-schema";

/** For each kind of a section: where the deciding field says something else, the kind's own keys are refused. */
export const kindConditions = (under: string): readonly JsonSchema[] =>
  KINDS.filter((kind) => kind.under === under).map((kind) => implies(decidedOtherwise(kind), withoutKeys(kind)));

const decidedOtherwise = ({ field, is }: Kind): JsonSchema => ({
  type: "object",
  properties: { [field]: { type: "string", not: { enum: is } } },
  required: [field],
});

const withoutKeys = ({ keys, who }: Kind): JsonSchema => ({
  type: "object",
  properties: Object.fromEntries(keys.map((key) => [key, { not: {}, title: `only ${who} have it` }])),
});
