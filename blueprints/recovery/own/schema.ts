import { type JsonSchema, named, section } from "../../manifest/schema/json-schema";
import { duration, percent } from "../../manifest/schema/units";
import { STEP_KINDS } from "../step-kinds";

const line = (title: string, description: string, example: string): JsonSchema => ({
  type: "string",
  title,
  description,
  minLength: 1,
  maxLength: 200,
  pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]+$",
  examples: [example],
});

const name: JsonSchema = {
  type: "string",
  title: "a name",
  description: "Lower-case letters, digits and hyphens, starting with a letter.",
  pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$",
  examples: ["payment-provider"],
};

/** No recovery that anybody plans takes longer. */
const time = (description: string, example: string): JsonSchema => duration(description, "0s", "365d", example);

const step = section(
  "One step of the recovery.",
  {
    kind: { type: "string", title: "a kind of step", description: "What is done in it.", enum: STEP_KINDS },
    what: line("a sentence", "What happens, for whoever reads the proof.", "on-call switches to the second provider"),
    takes: time("How long it takes typically.", "3m"),
    least: time("How long it takes at the least. Default: what it takes typically.", "1m"),
    most: time("How long it takes at the most. Default: what it takes typically.", "10m"),
    after: {
      type: "array",
      description: "Steps of this scenario that must be over first.",
      items: name,
      uniqueItems: true,
      maxItems: 30,
    },
    source: line(
      "a sentence",
      "Where the time was measured. Without it the time counts as assumed.",
      "drill of 3 May 2026",
    ),
    writesOnly: { type: "boolean", title: "true or false", description: "Reads are answered without it." },
    controlPlane: section(
      "Control plane that it asks: where the scenario takes that away, the step has no end.",
      {
        service: line("a service", "Service of the cloud.", "rds"),
        region: line("a region", "Region whose control plane it is.", "eu-west-1"),
      },
      { required: ["service", "region"] },
    ),
  },
  { required: ["takes"] },
);

const scenario = section(
  "One thing that may fail.",
  {
    accept: {
      type: "boolean",
      title: "true or false",
      description: "A miss is a risk that you take: shown, and no reason to fail or to stop.",
    },
    title: line("a sentence", "What fails.", "the payment provider answers nothing"),
    fails: {
      type: "array",
      description:
        "Scenarios of scalekit's own that strike with it: `zone`, or at one place only, as the proof names it: `zone@eu-west-1`.",
      items: {
        type: "string",
        title: "a scenario, or one at a place",
        pattern: "^[a-z-]{1,20}(@[^\\u0000-\\u001f\\u007f-\\u009f]{1,120})?$",
        examples: ["zone@eu-west-1"],
      },
      minItems: 1,
      maxItems: 3,
    },
    steps: named("Steps of the recovery, by name.", name, step, 30),
    errors: percent("Share of requests that fail until it is over. Default: 100%.", "0%", "100%", "30%"),
    loses: named(
      "How much of the latest data is lost, by store.",
      { ...name, title: "the name of a store" },
      time("How much of the latest data.", "10s"),
      20,
    ),
  },
  { required: ["title"] },
);

/** Schema of `prove --scenarios FILE` (docs/schemas/scenarios.schema.json). */
export const scenariosSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:scalekit:scenarios:1",
  title: "scalekit scenarios",
  ...section("What else may fail, and what you measured: for `scalekit prove --scenarios FILE`.", {
    scenarios: named("Scenarios of your own, by name.", name, scenario, 50),
    measured: section("Your numbers, instead of assumed ones.", {
      decide: time("How long people take to decide.", "10m"),
      hitRate: percent("Share of reads that a warm cache answers.", "0%", "99.99%", "95%"),
      hotKeys: {
        type: "integer",
        title: "a number of things",
        description: "Things that a cache has to hold to be warm.",
        minimum: 1,
        maximum: 1_000_000_000,
      },
      clientTries: {
        type: "integer",
        title: "a number of tries",
        description: "Tries that a client makes of one request.",
        minimum: 1,
        maximum: 100,
      },
    }),
  }),
};
