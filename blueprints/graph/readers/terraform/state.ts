import { terraformType } from "../aws-shapes";
import { isRecord, isText, type Json, listAt, own } from "../reading";
import { withoutShown } from "./defaults";
import type { Instance } from "./resource";

/** Instances of a state file of version 4: `terraform.tfstate`, `terraform state pull`. */
export function stateInstances(state: unknown): Instance[] {
  return listAt(state, "resources").flatMap((resource) => {
    if (own(resource, "mode") !== "managed") return [];
    const type = own(resource, "type");
    const name = own(resource, "name");
    if (!isText(type) || !isText(name)) return [];
    const module = own(resource, "module");
    const block = `${isText(module) ? `${module}.` : ""}${type}.${name}`;
    const provider = own(resource, "provider");
    return listAt(resource, "instances").flatMap((instance): Instance[] => {
      // What Terraform replaced and has yet to delete serves nobody.
      if (!isRecord(instance) || isText(instance.deposed)) return [];
      return [
        {
          address: `${block}${keyText(instance.index_key)}`,
          type,
          values: withoutShown(type, instance.attributes ?? flat(instance.attributes_flat)),
          unknown: leftOut(type, instance),
          sensitive: marksOf(listAt(instance, "sensitive_attributes")),
          provider: isText(provider) ? provider : "",
          after: [...listAt(instance, "dependencies"), ...listAt(instance, "depends_on")].filter(isText),
        },
      ];
    });
  });
}

function keyText(key: unknown): string {
  if (typeof key === "number") return `[${key}]`;
  return isText(key) ? `[${JSON.stringify(key)}]` : "";
}

/** Old providers' values: only what is neither a list nor a mapping can be told from their flat names. */
const flat = (values: unknown): unknown =>
  isRecord(values) ? Object.fromEntries(Object.entries(values).filter(([name]) => !name.includes("."))) : {};

/** All that is left of a resource in a state whose contents somebody took out. */
const IDENTITY: ReadonlySet<string> = new Set(["id", "arn", "name"]);

/**
 * Where a resource stands is answered by the cloud even if nobody wrote it (optional and computed in the schema of
 * hashicorp/aws), so that a state without it was cut by somebody.
 */
const ANSWERED: Readonly<Record<string, readonly string[]>> = {
  aws_security_group: ["vpc_id"],
  aws_default_security_group: ["vpc_id"],
  aws_db_instance: ["db_subnet_group_name", "vpc_security_group_ids"],
  aws_rds_cluster: ["db_subnet_group_name", "vpc_security_group_ids"],
  aws_elasticache_replication_group: ["subnet_group_name", "security_group_ids"],
  aws_lb: ["security_groups", "subnets"],
  aws_alb: ["security_groups", "subnets"],
};

/**
 * Marks for what an instance does not show: everything where it has no more than its identity (a whole state names each
 * argument, the empty ones too), where it stands if that is not named, and the lists and mappings of the flat form, which
 * are not read.
 */
function leftOut(type: string, { attributes, attributes_flat: flatly }: Json): unknown {
  const values = isRecord(attributes) ? attributes : isRecord(flatly) ? flatly : {};
  const names = Object.keys(values);
  if (names.every((name) => IDENTITY.has(name)))
    return marked(shapeNames(type).filter((name) => !names.includes(name)));
  const flat = names.filter((name) => name.includes(".")).map((name) => name.slice(0, name.indexOf(".")));
  const shown = new Set([...names, ...flat]);
  const answers = Object.hasOwn(ANSWERED, type) ? (ANSWERED[type] ?? []) : [];
  return marked([...flat, ...answers.filter((name) => !shown.has(name))]);
}

const shapeNames = (type: string): readonly string[] => [...(terraformType(type)?.shape.keys() ?? [])];

const marked = (names: readonly string[]): unknown => Object.fromEntries(names.map((name) => [name, true]));

/** Paths of sensitive values, each a list of steps, as a tree like the values' own. */
function marksOf(paths: readonly unknown[]): unknown {
  const top: Tree = new Map();
  for (const path of paths) {
    if (!Array.isArray(path)) continue;
    let at: Tree = top;
    const steps = path.map(stepOf);
    steps.forEach((step, index) => {
      const next = at.get(step);
      if (next === true) return;
      if (index === steps.length - 1) at.set(step, true);
      else if (next) at = next;
      else {
        const fresh: Tree = new Map();
        at.set(step, fresh);
        at = fresh;
      }
    });
  }
  return plain(top);
}

type Tree = Map<string, Tree | true>;

const plain = (tree: Tree | true): unknown =>
  tree === true ? true : Object.fromEntries([...tree].map(([step, inner]) => [step, plain(inner)]));

/** `{type: "get_attr", value: "password"}` or `{type: "index", value: {value: 0, type: "number"}}`. */
function stepOf(step: unknown): string {
  const value = own(step, "value");
  const inner = isRecord(value) ? value.value : value;
  return typeof inner === "string" || typeof inner === "number" ? String(inner) : "";
}
