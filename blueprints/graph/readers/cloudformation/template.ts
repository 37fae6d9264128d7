import { isRecord, isText, own, parseJson } from "../reading";
import { parseYaml } from "../yaml";

export type ParsedTemplate = { readonly template: unknown } | { readonly wrong: string };

/** A template's text as plain data: JSON, or YAML with the short forms of functions written out. */
export function parseTemplate(text: string): ParsedTemplate {
  if (/^\s*\{/.test(text)) {
    const parsed = parseJson(text);
    // Flow mappings in YAML begin with a brace, too.
    if (parsed) return { template: parsed.value };
  }
  const parsed = parseYaml(text, longForm);
  if ("wrong" in parsed) return parsed;
  return { template: parsed.documents[0] };
}

/** `!Ref x` as {Ref: x}, `!GetAtt a.b` as {Fn::GetAtt: [a, b]}, all others as {Fn::Name: …}. */
export function longForm(tag: string, value: unknown): unknown {
  const name = tag.slice(1);
  if (name === "Ref" || name === "Condition") return { [name]: value };
  if (name === "GetAtt" && isText(value)) {
    const dot = value.indexOf(".");
    return { "Fn::GetAtt": [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}

/** The template in what `aws cloudformation get-template` prints: an object, or the text of it; all else is as it was. */
export function templateIn(value: unknown): unknown {
  const body = own(value, "TemplateBody");
  if (isRecord(body)) return body;
  if (!isText(body)) return value;
  const parsed = parseTemplate(body);
  return "wrong" in parsed ? value : parsed.template;
}
