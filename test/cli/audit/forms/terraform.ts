import { ANSWERS, answerOf, isMapping, mapTexts, referencesIn, TERRAFORM, type Values } from "./answers";

const PROVIDER = "registry.terraform.io/hashicorp/aws";

const commonName = (address: string): string => (address.split(".")[1] ?? "").replaceAll("_", "-");

/** The state file after an apply: every reference is what the cloud answered, and defaults are there. */
export function terraformState(system: Readonly<Record<string, Values>> = TERRAFORM): string {
  const resources = Object.entries(system).map(([address, body]) => {
    const [type, name] = address.split(".");
    const dependencies = [...new Set(referencesIn(body).map(blockOf))].sort();
    return {
      mode: "managed",
      type,
      name,
      provider: `provider["${PROVIDER}"]`,
      instances: [
        {
          schema_version: 1,
          attributes: { ...(applied(body) as Values), ...ANSWERS[commonName(address)] },
          sensitive_attributes: [],
          ...(dependencies.length > 0 && { dependencies }),
        },
      ],
    };
  });
  return JSON.stringify({
    version: 4,
    terraform_version: "1.9.8",
    serial: 12,
    lineage: "3b1f",
    outputs: {},
    resources,
  });
}

/** The configuration in JSON syntax, which references and templates are part of. */
export function terraformConfiguration(system: Readonly<Record<string, Values>>): string {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const [address, body] of Object.entries(system)) {
    const [type = "", name = ""] = address.split(".");
    resource[type] = { ...resource[type], [name]: written(body) };
  }
  const aws = { source: PROVIDER };
  const all = { terraform: { required_providers: { aws } }, provider: { aws: { region: "eu-west-1" } } };
  return JSON.stringify(Object.keys(system).length > 0 ? { ...all, resource } : all, null, 2);
}

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (!isMapping(value)) return value;
  if ("$json" in value) return JSON.stringify(value.$json);
  const { $computed: _, $later: __, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, written(inner)]));
}

/** `terraform show -json` of the plan that makes it all: what other resources answer is not known yet. */
export function terraformPlan(): string {
  const shown = Object.entries(TERRAFORM).map(([address, body]) => {
    const [type, name] = address.split(".");
    return { address, mode: "managed", type, name, provider_name: PROVIDER, values: known(body) };
  });
  const changes = Object.entries(TERRAFORM).map(([address, body]) => ({
    address,
    mode: "managed",
    change: {
      actions: ["create"],
      before: null,
      after: known(body),
      after_unknown: { id: true, ...unknownOf(body) },
      after_sensitive: {},
    },
  }));
  const written = Object.entries(TERRAFORM).map(([address, { $computed: _, $later: __, ...body }]) => ({
    address,
    mode: "managed",
    provider_config_key: "aws",
    expressions: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, expression(value)])),
  }));
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.8",
    planned_values: { root_module: { resources: shown } },
    resource_changes: changes,
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } } },
      root_module: { resources: written },
    },
  });
}

const blockOf = (reference: string): string => reference.split(".").slice(0, 2).join(".");

const answered = (text: string): string =>
  text
    .replace(/\$\{([^}]+)\}/g, (_, reference: string) =>
      answerOf(commonName(reference), reference.split(".")[2] ?? "id"),
    )
    .replace(/#\{/g, "#{");

function applied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(applied);
  if (!isMapping(value)) return typeof value === "string" ? answered(value) : value;
  if ("$json" in value) return JSON.stringify(mapTexts(value.$json, answered));
  const { $computed, $later, ...rest } = value;
  const defaults = [$computed, $later].filter(isMapping).map((one) => applied(one) as Values);
  const members = Object.entries(rest).map(([name, inner]) => [name, applied(inner)]);
  return Object.assign({}, ...defaults, Object.fromEntries(members)) as Values;
}

/** What a plan knows: the configuration's values without references, and static defaults. */
function known(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isReference) ? undefined : value.map(known);
  if (!isMapping(value)) return isReference(value) ? undefined : value;
  if ("$json" in value) return isReference(value) ? undefined : JSON.stringify(value.$json);
  const { $computed, $later: _, ...rest } = value;
  const members = Object.entries(rest).map(([name, inner]) => [name, known(inner)]);
  return { ...(isMapping($computed) ? $computed : {}), ...Object.fromEntries(members) };
}

/** True for a text, list of texts or JSON that refers: the whole of it is unknown. */
const isReference = (value: unknown): boolean =>
  (typeof value === "string" || (isMapping(value) && "$json" in value)) && referencesIn(value).length > 0;

/** Marks like `after_unknown`: true where a reference stands, a tree where one is inside. */
function unknownOf({ $later, $computed: _, ...value }: Values): Values {
  const later = isMapping($later) ? Object.keys($later).map((name) => [name, true] as const) : [];
  const marks = [...later, ...Object.entries(value).map(([name, inner]) => [name, mark(inner)] as const)];
  return Object.fromEntries(marks.filter(([, inner]) => inner !== false));
}

function mark(value: unknown): unknown {
  if (isReference(value)) return true;
  if (Array.isArray(value)) {
    // A list of texts with an unknown one is unknown as a whole where it is a set, which these are.
    if (value.some(isReference)) return true;
    const marks = value.map((item) => (isMapping(item) ? unknownOf(item) : false));
    return marks.some((one) => isMapping(one) && Object.keys(one).length > 0) ? marks : false;
  }
  if (!isMapping(value) || "$json" in value) return false;
  const marks = unknownOf(value);
  return Object.keys(marks).length > 0 ? marks : false;
}

/** An argument as `configuration` has it: references with the resource besides the attribute, blocks one by one. */
function expression(value: unknown): unknown {
  if (Array.isArray(value) && value.every(isMapping))
    return value.map(({ $computed: _, $later: __, ...block }) =>
      Object.fromEntries(Object.entries(block).map(([name, inner]) => [name, expression(inner)])),
    );
  const references = referencesIn(value).flatMap((reference) => [reference, blockOf(reference)]);
  return references.length > 0 ? { references } : { constant_value: value };
}
