import { ANSWERS, answerOf, isMapping, mapTexts, PULUMI, referencesIn, snake, type Values } from "./answers";

const STACK = "urn:pulumi:production::shop::pulumi:pulumi:Stack::shop-production";
const PROVIDER = "urn:pulumi:production::shop::pulumi:providers:aws::default_7_48_0";
const PROVIDER_ID = "b0b0b0b0-0000-4000-8000-000000000001";

const urnOf = (name: string): string => `urn:pulumi:production::shop::${PULUMI[name]?.type}::${name}`;

/** What `pulumi stack export` writes after an update. */
export function pulumiExport(): string {
  const resources = Object.entries(PULUMI).map(([name, body]) => {
    const { type, type$, ...rest } = body;
    const inputs = { ...(answeredInputs(rest) as Values), ...(type$ !== undefined && { type: type$ }) };
    const propertyDependencies = Object.fromEntries(
      Object.keys(inputs)
        .filter((input) => input !== "__defaults")
        .map((input) => [input, [...new Set(referencesIn(rest[input]).map(urnOfReference))].sort()]),
    );
    return {
      urn: urnOf(name),
      custom: true,
      id: String(ANSWERS[name]?.id ?? `${name}-1a2b3c4`),
      type,
      inputs,
      outputs: { ...withoutDefaults(inputs), ...camelKeys(ANSWERS[name] ?? {}), region: "eu-west-1" },
      parent: STACK,
      dependencies: [...new Set(Object.values(propertyDependencies).flat())].sort(),
      provider: `${PROVIDER}::${PROVIDER_ID}`,
      propertyDependencies,
    };
  });
  const stack = { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" };
  const provider = {
    urn: PROVIDER,
    custom: true,
    id: PROVIDER_ID,
    type: "pulumi:providers:aws",
    inputs: { region: "eu-west-1", version: "7.48.0" },
    outputs: { region: "eu-west-1", version: "7.48.0" },
  };
  return JSON.stringify({
    version: 3,
    deployment: { manifest: { time: "2026-11-01T10:00:00Z" }, resources: [stack, provider, ...resources] },
  });
}

const urnOfReference = (reference: string): string => urnOf(reference.split(".")[0] ?? "");

function answered(text: string): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, reference: string) => {
    const [name = "", attribute = "id"] = reference.split(".");
    return answerOf(name, snake(attribute));
  });
}

function answeredInputs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(answeredInputs);
  if (!isMapping(value)) return typeof value === "string" ? answered(value) : value;
  if ("$json" in value) return JSON.stringify(mapTexts(value.$json, answered));
  const { $filled, ...rest } = value;
  const filled = isMapping($filled) ? $filled : {};
  const members = Object.entries(rest).map(([name, inner]) => [name, answeredInputs(inner)]);
  return { __defaults: Object.keys(filled), ...filled, ...Object.fromEntries(members) };
}

function withoutDefaults(value: unknown): Values {
  const plain = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(plain);
    if (!isMapping(inner)) return inner;
    const { __defaults: _, ...rest } = inner;
    return Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, plain(one)]));
  };
  return plain(value) as Values;
}

const camelKeys = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
