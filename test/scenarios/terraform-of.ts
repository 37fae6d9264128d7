import { type Property, type Shape, tokenShape } from "../../blueprints/graph/readers/aws-shapes";
import { isRecord } from "../../blueprints/graph/values";
import { terraformType } from "../support/oracle";
import type { Cloud, Thing } from "./documents";

/**
 * What Terraform would have written down, had it made what is in a simulated cloud: a state of version 4 with Terraform's types
 * and names, blocks as lists, and names of its own (`aws_lb.entry_balancer`). Secrets stand in it as they do in real ones.
 */
export function terraformStateOf({ resources }: Cloud): string {
  const taken = new Set<string>();
  const written = resources.flatMap((thing) => {
    const type = terraformType(thing.type);
    const shape = tokenShape(thing.type);
    if (type === undefined || shape === undefined) return [];
    return [resource(type, uniqueName(type, thing, taken), thing, shape)];
  });
  const head = { version: 4, terraform_version: "1.9.8", serial: 1, lineage: "3b1f", outputs: {} };
  return JSON.stringify({ ...head, resources: written });
}

function resource(type: string, name: string, { id, region, properties }: Thing, shape: Shape) {
  return {
    mode: "managed",
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 1, attributes: { ...attributes(properties, shape), id, region } }],
  };
}

function uniqueName(type: string, { createdFor }: Thing, taken: Set<string>): string {
  const wanted = (createdFor.split("::").at(-1) ?? "this").replace(/[^A-Za-z0-9_]/g, "_");
  let name = wanted;
  for (let count = 2; taken.has(`${type}.${name}`); count++) name = `${wanted}_${count}`;
  taken.add(`${type}.${name}`);
  return name;
}

function attributes(values: Readonly<Record<string, unknown>>, shape: Shape): Record<string, unknown> {
  const names = new Map([...shape].map(([name, property]) => [property.pulumi, { name, property }]));
  const found = Object.entries(values).flatMap(([pulumi, value]): [string, unknown][] => {
    const known = names.get(pulumi);
    return known ? [[known.name, attribute(value, known.property)]] : [];
  });
  return Object.fromEntries(found);
}

function attribute(value: unknown, property: Property): unknown {
  if (isRecord(value) && typeof value.$secret === "string") return "hunter2";
  if (Array.isArray(value)) return value.map((item: unknown) => attribute(item, { ...property, single: false }));
  const plain = isRecord(value) && property.shape ? attributes(value, property.shape) : value;
  return property.single ? [plain] : plain;
}
