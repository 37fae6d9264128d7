import { isRecord, isText, type Json, listAt, own, recordAt } from "../reading";
import { configurationOf } from "./configuration";
import { withoutLeftOut, withoutShown } from "./defaults";
import { type Instance, withoutKeys } from "./resource";

/** Instances of `show -json` of a state. */
export const shownState = (shown: unknown): Instance[] =>
  instancesIn(recordAt(shown, "values")).map((instance) => ({
    ...instance,
    values: withoutShown(instance.type, instance.values),
  }));

/** Instances of `show -json` of a plan: what will be there, with what is not known yet, and who refers to whom. */
export function shownPlan(plan: unknown): Instance[] {
  const changes = new Map<string, Json>();
  for (const change of listAt(plan, "resource_changes")) {
    const address = own(change, "address");
    if (isText(address) && own(change, "deposed") === undefined) changes.set(address, recordAt(change, "change"));
  }
  const configuration = configurationOf(plan);
  const planned = own(plan, "planned_values");
  const instances = isRecord(planned) ? instancesIn(planned) : changedInstances(plan);
  return instances.map((instance) => {
    const change = changes.get(instance.address);
    const block = withoutKeys(instance.address);
    const region = configuration.regionOf(block);
    const names = configuration.argumentsOf(block);
    return {
      ...instance,
      values: withoutShown(instance.type, instance.values, names),
      unknown: withoutLeftOut(instance.type, own(change, "after_unknown"), names),
      sensitive: merged(instance.sensitive, own(change, "after_sensitive")),
      provider: configuration.providerOf(block) ?? instance.provider,
      ...(region !== undefined && { region }),
      references: configuration.referencesOf(block),
      after: [...instance.after, ...configuration.after(block)],
    };
  });
}

/** Resources of all modules; a stack of our own instead of the process's, whatever the nesting. */
function instancesIn(values: Json): Instance[] {
  const found: Instance[] = [];
  const modules: unknown[] = [values.root_module];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of listAt(module, "resources")) {
      const instance = instanceOf(resource);
      if (instance) found.push(instance);
    }
    for (const child of [...listAt(module, "child_modules")].reverse()) modules.push(child ?? {});
  }
  return found;
}

/** Of a plan that holds changes alone: what each leaves behind. Resources that do not change are named there too. */
const changedInstances = (plan: unknown): Instance[] =>
  listAt(plan, "resource_changes").flatMap((resource) => {
    const change = recordAt(resource, "change");
    if (!isRecord(resource) || !isRecord(change.after)) return [];
    const { deposed: deposed_key, ...rest } = resource;
    const instance = instanceOf({ ...rest, deposed_key, values: change.after });
    return instance ? [instance] : [];
  });

function instanceOf(resource: unknown): Instance | undefined {
  if (!isRecord(resource) || resource.mode !== "managed" || resource.deposed_key !== undefined) return undefined;
  const { address, type, name, provider_name: provider } = resource;
  if (!isText(type) || !isText(name)) return undefined;
  return {
    address: isText(address) ? address : `${type}.${name}`,
    type,
    values: resource.values,
    sensitive: resource.sensitive_values,
    provider: isText(provider) ? provider : "",
    after: listAt(resource, "depends_on").filter(isText),
  };
}

/** Sensitive where either says so: a whole value, or one place inside. */
function merged(one: unknown, other: unknown): unknown {
  if (one === true || other === true) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => merged(one[index], other[index]));
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries([...names].map((name) => [name, merged(own(one, name), own(other, name))]));
  }
  return isRecord(one) || Array.isArray(one) ? one : other;
}
