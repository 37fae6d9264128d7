import { isText, type Json, listAt, MAXIMUM_DEPTH, recordAt } from "../reading";

/** One module of a configuration: names inside it mean what its call and its own blocks give them. */
export interface Scope {
  /** `module.a.module.b.`, without instance keys; empty for the root. */
  readonly prefix: string;
  readonly module: Json;
  /** Addresses of the resources that a reference written in this module comes from. */
  resolve(reference: string): readonly string[];
}

/** All modules of a configuration, the root first. */
export function scopesOf(configuration: Json): Scope[] {
  const scopes = new Map<string, Scope>();
  const left: { prefix: string; module: Json; call?: Json; parent?: Scope; depth: number }[] = [
    { prefix: "", module: recordAt(configuration, "root_module"), depth: 0 },
  ];
  for (let next = left.pop(); next; next = left.pop()) {
    const scope = scopeOf(next.prefix, next.module, next.call, next.parent, scopes);
    scopes.set(scope.prefix, scope);
    if (next.depth >= MAXIMUM_DEPTH) continue;
    for (const [name, call] of Object.entries(recordAt(next.module, "module_calls"))) {
      const prefix = `${next.prefix}module.${name}.`;
      const module = recordAt(call, "module");
      left.push({ prefix, module, call: call as Json, parent: scope, depth: next.depth + 1 });
    }
  }
  return [...scopes.values()];
}

function scopeOf(
  prefix: string,
  module: Json,
  call: Json | undefined,
  parent: Scope | undefined,
  scopes: ReadonlyMap<string, Scope>,
): Scope {
  const known = new Map<string, readonly string[]>();
  const all = (references: readonly unknown[], scope: Scope | undefined): readonly string[] =>
    references.filter(isText).flatMap((reference) => scope?.resolve(reference) ?? []);
  const find = (reference: string): readonly string[] => {
    const [first = "", second = "", third = ""] = stepsOf(reference);
    if (first === "var") return all(listAt(recordAt(recordAt(call, "expressions"), second), "references"), parent);
    if (first === "module") {
      const child = scopes.get(`${prefix}module.${second}.`);
      const output = recordAt(recordAt(recordAt(child?.module, "outputs"), third), "expression");
      return all(listAt(output, "references"), child);
    }
    return NOT_RESOURCES.has(first) || second === "" ? [] : [`${prefix}${first}.${second}${keyIn(reference)}`];
  };
  return {
    prefix,
    module,
    resolve: (reference) => {
      const found = known.get(reference);
      if (found) return found;
      // Set first: a reference that leads back to itself ends here.
      known.set(reference, []);
      const result = [...new Set(find(reference))];
      known.set(reference, result);
      return result;
    },
  };
}

const NOT_RESOURCES: ReadonlySet<string> = new Set(["data", "local", "each", "count", "path", "self", "terraform"]);

const stepsOf = (reference: string): string[] => reference.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "").split(".");

/** The instance key right after a resource's type and name. */
const keyIn = (reference: string): string =>
  /^[^.[]+\.[^.[]+(\[(?:\d+|"(?:[^"\\]|\\.)*")\])/.exec(reference)?.[1] ?? "";
