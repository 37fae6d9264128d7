import { isCdkManifest } from "./cdk";
import { isTemplate } from "./cloudformation";
import { templateIn } from "./cloudformation/template";
import { isRecord, isText, own, parseJson } from "./reading";
import { terraformForm } from "./terraform";
import { wrappedJson } from "./wrapped";

/** Formats that a graph can be read from. */
export type Format =
  | "pulumi"
  | "terraform-state"
  | "terraform-shown-state"
  | "terraform-plan"
  | "cloudformation"
  | "cdk"
  | "kubernetes";

export interface Recognised {
  readonly format: Format;
  /** The parsed text, where it was JSON: no reader parses it again. */
  readonly value?: unknown;
}

/** Which format a text is in, by its content alone; undefined where it is none of them. */
export function recognise(text: string): Recognised | undefined {
  const json = /^[\uFEFF\s]*[{[]/.test(text) ? parseJson(text) : undefined;
  if (json) return recognised(json.value);
  const inYaml = yamlFormat(text);
  if (inYaml) return inYaml;
  const wrapped = wrappedJson(text);
  return wrapped && recognised(wrapped.value);
}

function recognised(value: unknown): Recognised | undefined {
  const format = formatOf(value);
  return format && { format, value };
}

function formatOf(value: unknown): Format | undefined {
  if (Array.isArray(value)) return value.some(isKubernetes) ? "kubernetes" : undefined;
  if (isPulumi(value)) return "pulumi";
  const form = terraformForm(value);
  if (form !== undefined)
    return form === "plan" ? "terraform-plan" : form === "state" ? "terraform-state" : "terraform-shown-state";
  if (isTemplate(templateIn(value))) return "cloudformation";
  if (isKubernetes(value)) return "kubernetes";
  return isCdkManifest(value) ? "cdk" : undefined;
}

/** `stack export` (deployment), a checkpoint, or a deployment by itself, told by its URNs. */
function isPulumi(value: unknown): boolean {
  if (isRecord(own(value, "deployment")) || isRecord(own(value, "checkpoint"))) return true;
  const resources = own(value, "resources");
  return Array.isArray(resources) && resources.some((resource) => isText(own(resource, "urn")));
}

const isKubernetes = (value: unknown): boolean => isText(own(value, "apiVersion")) && isText(own(value, "kind"));

const RESOURCES = /(^|^\{\s*)["']?Resources["']?\s*:/m;
const CLOUDFORMATION_TYPE = /["']?Type["']?\s*:\s*["']?(AWS|Custom|Alexa)::/;

/** A look at the lines that begin a mapping's top-level keys: parsing is the reader's. */
function yamlFormat(text: string): Recognised | undefined {
  if (RESOURCES.test(text) && CLOUDFORMATION_TYPE.test(text)) return { format: "cloudformation" };
  if (/^["']?apiVersion["']?\s*:/m.test(text) && /^["']?kind["']?\s*:/m.test(text)) return { format: "kubernetes" };
  return undefined;
}
