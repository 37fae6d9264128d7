import { camelCase, terraformType } from "../aws-shapes";
import facts from "../facts/terraform-others.json";
import { isKnownType } from "../known-types";
import { isRecord } from "../reading";
import { type Converted, convert, type Fallback, type Marks, plainly } from "./convert";

const others = new Map<string, string>(Object.entries(facts.types));
const kubernetes = new Map<string, string>(Object.entries(facts.kubernetes));
const plurals = new Map<string, string>(Object.entries(facts.plurals));
const names = new Map<string, string>(Object.entries(facts.names));

export interface Translated extends Converted {
  readonly type: string;
}

/** A Terraform resource as Pulumi would have it. A type that nobody mapped keeps its own name. */
export function translate(type: string, values: unknown, marks: Marks): Translated {
  const aws = terraformType(type);
  if (aws) return { type: aws.token, ...withoutDefaults(convert(values, marks, aws.shape)) };
  const kind = kubernetesKind(type);
  if (kind !== undefined) {
    // A secret's data is its content whatever it is called.
    const secret = kind.endsWith(":Secret");
    const fallback: Fallback = (name, value) => ({ ...inKubernetes(name, value), secret: secret && isData(name) });
    return { type: `kubernetes:${kind}`, ...own(convert(values, marks, undefined, fallback), kind) };
  }
  if (type === "kubernetes_manifest") return manifest(values, marks);
  return { type: others.get(type) ?? type, ...identified(convert(values, marks, undefined, plainly)) };
}

/** Pulumi's token of a Terraform type; its own name where nobody mapped it, or where only the values tell. */
export function tokenOf(type: string): string {
  const kind = kubernetesKind(type);
  return terraformType(type)?.token ?? (kind === undefined ? (others.get(type) ?? type) : `kubernetes:${kind}`);
}

/** Pulumi's name of a top-level argument of a type. */
export function inputName(type: string, name: string): string {
  const aws = terraformType(type)?.shape.get(name);
  if (aws) return aws.pulumi;
  return type.startsWith("kubernetes_") ? (names.get(name) ?? camelCase(name)) : camelCase(name);
}

/** True for types that readers know by Pulumi's token. */
export const isMapped = (type: string): boolean => type.includes(":") && isKnownType(type);

function kubernetesKind(type: string): string | undefined {
  const kind = kubernetes.get(type) ?? kubernetes.get(type.replace(/_v\d(beta\d)?$/, ""));
  return type.startsWith("kubernetes_") ? kind : undefined;
}

const isData = (name: string): boolean => name === "data" || name === "binary_data" || name === "string_data";

/** The Kubernetes provider has a list of blocks for every object: a single one but where the API has a list. */
function inKubernetes(name: string, value: unknown) {
  const plural = plurals.get(name);
  const blocks = Array.isArray(value) && isRecord(value[0]);
  return {
    pulumi: (blocks ? plural : undefined) ?? names.get(name) ?? camelCase(name),
    single: plural === undefined && blocks,
    plural: false,
    secret: false,
    output: false,
  };
}

function own({ inputs }: Converted, kind: string): Converted {
  const [apiVersion = "", kindName = ""] = kind.split(":");
  const { id, ...rest } = inputs;
  const version = apiVersion.replace(/^core\//, "");
  return { inputs: { apiVersion: version, kind: kindName, ...rest }, outputs: id === undefined ? {} : { id } };
}

function manifest(values: unknown, marks: Marks): Translated {
  const body = isRecord(values) && isRecord(values.manifest) ? values.manifest : {};
  const { apiVersion, kind } = body;
  if (typeof apiVersion !== "string" || typeof kind !== "string")
    return { type: "kubernetes_manifest", ...convert(values, marks, undefined, plainly) };
  const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  const keep: Fallback = (name) => ({
    pulumi: name,
    single: false,
    plural: false,
    secret: kind === "Secret" && isData(snake(name)),
    output: false,
  });
  return { type: `kubernetes:${group}:${kind}`, ...convert(body, marksIn(marks), undefined, keep) };
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const marksIn = ({ unknown, sensitive }: Marks): Marks => ({
  unknown: isRecord(unknown) ? unknown.manifest : unknown,
  sensitive: isRecord(sensitive) ? sensitive.manifest : sensitive,
});

/** What identifies a resource is an answer of the cloud, whatever the type. */
function identified({ inputs, outputs }: Converted): Converted {
  const { id, arn, ...rest } = inputs;
  return { inputs: rest, outputs: { ...outputs, ...(id !== undefined && { id }), ...(arn !== undefined && { arn }) } };
}

/** The region is the resource's own field in the graph; old states write it nowhere, new ones everywhere. */
function withoutDefaults({ inputs, outputs }: Converted): Converted {
  const { region, id, arn, ...rest } = inputs;
  const more = Object.fromEntries(Object.entries({ region, id, arn }).filter(([, value]) => typeof value === "string"));
  return { inputs: rest, outputs: { ...outputs, ...more } };
}
