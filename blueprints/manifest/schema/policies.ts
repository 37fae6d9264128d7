import { type JsonSchema, named, ref, section } from "./json-schema";

/** Packs and levels are named here, since the manifest does; what they choose is the rules' own business (policies/packs). */
export const PACKS = ["recommended", "strict", "security", "cost", "static-stability"] as const;
export const LEVELS = ["off", "advisory", "mandatory"] as const;

const level = (description: string, more: JsonSchema = {}): JsonSchema => ({
  type: "string",
  title: "a level",
  description,
  enum: LEVELS,
  ...more,
});

/** A line of text that reports show: no control characters, nothing that goes on for ever. */
const line = (title: string, description: string, examples: readonly string[]): JsonSchema => ({
  type: "string",
  title,
  description,
  minLength: 1,
  maxLength: 300,
  pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]+$",
  examples,
});

const exemption = section("One known finding that is excused for a while. `scalekit exempt` writes one.", {
  rule: ref("ruleId", "The rule that is excused.", { examples: ["db/deletion-guard"] }),
  resource: line(
    "a pattern of a resource's address",
    "Address of the resource; `*` stands for any part of a name. `<environment>/environment` is the environment as a whole.",
    ["staging-eu-west-1/rds.Cluster/orders-cluster"],
  ),
  fingerprint: {
    type: "string",
    title: "a finding's fingerprint",
    description: "Fingerprint of the one finding that is meant; `scalekit check` prints it.",
    pattern: "^[0-9a-f]{16}$",
    examples: ["3f2a9c0d11e8b7a4"],
  },
  owner: line("a name", "Who answers for it: a person or a team.", ["team-orders"]),
  reason: line("a sentence", "Why it may stay so.", ["restored from production every night"]),
  expires: {
    type: "string",
    title: "a day",
    description: "Last day on which it holds, as year-month-day, in UTC.",
    pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
    examples: ["2027-03-31"],
  },
});

export const policies: JsonSchema = section(
  "Rules: which of them count, how much, and what is excused. `scalekit check` runs them, and `up` before it changes anything.",
  {
    packs: {
      type: "array",
      description: "Choices of rules, laid over one another; the stricter level counts. Default: recommended.",
      items: { type: "string", title: "a pack", enum: PACKS },
      uniqueItems: true,
      minItems: 1,
    },
    levels: named(
      "Level of a rule by its id, or of a whole area (`obs/*`); overrides the packs. off: not run. advisory: reported. mandatory: `check` and `up` fail.",
      ref("ruleSelector", "A rule's id, or an area with a star."),
      level("Level of the rule."),
      200,
    ),
    unknown: level("What it means that a mandatory rule cannot see what it needs. Default: advisory."),
    custom: {
      type: "array",
      description:
        "Packages with rules of your own; each exports `rules`. Installed beside the manifest, or where --rules-from says.",
      items: {
        type: "string",
        title: "a package",
        pattern: "^(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*$",
        maxLength: 100,
        examples: ["@acme/scalekit-rules"],
      },
      uniqueItems: true,
      maxItems: 20,
    },
    exemptions: {
      type: "array",
      description: "What is excused: each one known finding, by somebody, for a reason, until a day.",
      items: { ...exemption, required: ["rule", "resource", "fingerprint", "owner", "reason", "expires"] },
      maxItems: 500,
    },
  },
);

export const policyDefs: Readonly<Record<string, JsonSchema>> = {
  ruleId: {
    type: "string",
    title: "a rule",
    description: "Id of a rule: an area and a name.",
    pattern: "^[a-z0-9]+/[a-z0-9-]+$",
    maxLength: 80,
    examples: ["db/deletion-guard"],
  },
  ruleSelector: {
    type: "string",
    title: "a rule or an area",
    description: "Id of a rule, or an area with a star.",
    pattern: "^[a-z0-9]+/([a-z0-9-]+|\\*)$",
    maxLength: 80,
    examples: ["obs/*"],
  },
};
