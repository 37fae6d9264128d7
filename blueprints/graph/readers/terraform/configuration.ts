import { isRecord, isText, type Json, listAt, own, recordAt } from "../reading";
import { type Scope, scopesOf } from "./scopes";

/** What a plan's configuration says of the blocks that its resources were made from, by address without keys. */
export interface Configuration {
  referencesOf(block: string): ReadonlyMap<string, readonly string[]>;
  providerOf(block: string): string | undefined;
  regionOf(block: string): string | undefined;
  after(block: string): readonly string[];
  /** Names of the arguments that a block writes; undefined where the configuration does not have it. */
  argumentsOf(block: string): ReadonlySet<string> | undefined;
}

interface Block {
  readonly scope: Scope;
  readonly written: Json;
}

export function configurationOf(plan: unknown): Configuration {
  const configuration = recordAt(plan, "configuration");
  const blocks = new Map<string, Block>();
  for (const scope of scopesOf(configuration))
    for (const written of listAt(scope.module, "resources")) {
      const address = own(written, "address");
      if (isRecord(written) && isText(address)) blocks.set(`${scope.prefix}${address}`, { scope, written });
    }
  const providers = recordAt(configuration, "provider_config");
  const variables = recordAt(plan, "variables");
  const references = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const providerOf = (block: string): string | undefined => {
    const key = own(blocks.get(block)?.written, "provider_config_key");
    return isText(key) ? key : undefined;
  };
  return {
    providerOf,
    referencesOf: (block) => {
      const known = references.get(block);
      if (known) return known;
      const found = referencesOf(blocks.get(block));
      references.set(block, found);
      return found;
    },
    regionOf: (block) => regionOf(own(providers, providerOf(block) ?? ""), variables),
    argumentsOf: (block) => {
      const { written } = blocks.get(block) ?? {};
      return written && new Set(Object.keys(recordAt(written, "expressions")));
    },
    after: (block) => {
      const { scope, written } = blocks.get(block) ?? {};
      return listAt(written, "depends_on")
        .filter(isText)
        .flatMap((reference) => scope?.resolve(reference) ?? []);
    },
  };
}

function referencesOf(block: Block | undefined): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (!block) return found;
  for (const [argument, expression] of Object.entries(recordAt(block.written, "expressions"))) {
    const addresses = new Set<string>();
    for (const reference of mostExact(referencesIn(expression)))
      for (const address of block.scope.resolve(reference)) addresses.add(address);
    if (addresses.size > 0) found.set(argument, [...addresses]);
  }
  return found;
}

/** References below an expression, whether its own or those of the blocks inside. */
function referencesIn(expression: unknown): string[] {
  const found: string[] = [];
  const left: unknown[] = [expression];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (Array.isArray(at)) for (const item of at) left.push(item);
    else if (isRecord(at)) {
      if (Array.isArray(at.references))
        for (const reference of at.references) found.push(...[reference].filter(isText));
      else for (const inner of Object.values(at)) left.push(inner ?? undefined);
    }
  }
  return found;
}

/** Terraform lists `a.b[0].id`, `a.b[0]` and `a.b` for one reference; the shorter ones would mean every instance. */
function mostExact(references: readonly string[]): readonly string[] {
  const indexed = new Set<string>();
  for (const reference of references) {
    const at = reference.indexOf("[");
    if (at > 0) indexed.add(reference.slice(0, at));
  }
  return references.filter((reference) => !indexed.has(reference));
}

function regionOf(provider: unknown, variables: Json): string | undefined {
  const region = recordAt(recordAt(provider, "expressions"), "region");
  if (isText(region.constant_value)) return region.constant_value;
  for (const reference of listAt(region, "references")) {
    if (!isText(reference) || !reference.startsWith("var.")) continue;
    const value = own(recordAt(variables, reference.slice("var.".length)), "value");
    if (isText(value)) return value;
  }
  return undefined;
}
