import { isRecord, type Json, listAt, own, recordAt } from "../../reading";

/** Section of the template's Globals that holds for a type. */
const SECTIONS: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "Function",
  "AWS::Serverless::Api": "Api",
  "AWS::Serverless::HttpApi": "HttpApi",
  "AWS::Serverless::SimpleTable": "SimpleTable",
  "AWS::Serverless::StateMachine": "StateMachine",
  "AWS::Serverless::LayerVersion": "LayerVersion",
};

/**
 * A resource's properties with the template's globals below them: mappings are joined, lists appended to the global ones, and
 * anything else overrides [AWS SAM, Globals section].
 */
export function withGlobals(type: string, resource: Json, template: Json): Json {
  const properties = recordAt(resource, "Properties");
  const globals = recordAt(recordAt(template, "Globals"), SECTIONS[type] ?? "");
  const ignored = own(resource, "IgnoreGlobals");
  if (ignored === "*") return properties;
  const names = new Set(listAt(resource, "IgnoreGlobals"));
  const kept = Object.fromEntries(Object.entries(globals).filter(([name]) => !names.has(name)));
  return joined(kept, properties) as Json;
}

function joined(general: unknown, own: unknown): unknown {
  if (own === undefined) return general;
  if (Array.isArray(general) && Array.isArray(own)) return [...general, ...own];
  if (!isPlain(general) || !isPlain(own)) return own;
  const names = new Set([...Object.keys(general), ...Object.keys(own)]);
  return Object.fromEntries([...names].map((name) => [name, joined(general[name], own[name])]));
}

/** A mapping that is no function: those are values. */
const isPlain = (value: unknown): value is Json =>
  isRecord(value) && !Object.keys(value).some((key) => key === "Ref" || key.startsWith("Fn::"));
