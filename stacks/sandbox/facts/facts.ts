import { awsFacts } from "./aws";
import cloudflare from "./cloudflare.json";
import kubernetes from "./kubernetes.json";
import random from "./random.json";

/** What is known of one property, under the dotted path that a program uses; elements of lists are `name[]`. */
export interface PropertyFact {
  /** string, number, boolean, document (a JSON text or object), asset, object or any; with [] or {} for lists and maps of it. */
  readonly type: string;
  readonly required?: boolean;
  /** Required by the cloud, filled in by the provider when the program leaves it out (auto-naming). */
  readonly named?: boolean;
  /** The cloud chooses a value where the program gives none. */
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Whether a change replaces the resource; absent where the provider would not say. */
  readonly replaces?: boolean;
  /** The order of elements means nothing. */
  readonly set?: boolean;
  readonly oneOf?: readonly (string | number)[];
  readonly range?: readonly [number, number];
  /** Allowed beside the range. */
  readonly also?: readonly number[];
  readonly atLeast?: number;
  readonly format?: string;
  /** Terraform's name, where Pulumi's is not a spelling of it. */
  readonly terraform?: string;
}

export interface TypeFacts {
  readonly terraform?: string;
  /** Names of what only the cloud computes. */
  readonly outputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertyFact>>;
}

type Types = Readonly<Record<string, TypeFacts>>;

// What a JSON file says is known more exactly to the compiler than it needs; each file is held to TypeFacts by a test.
const typesOf = (file: { readonly types: unknown }): Types => file.types as Types;

const aws = new Map<string, Types>(Object.entries(awsFacts).map(([module, file]) => [module, typesOf(file)]));
const others = new Map<string, Types>([
  ["cloudflare", typesOf(cloudflare)],
  ["kubernetes", typesOf(kubernetes)],
  ["random", typesOf(random)],
]);

/** Facts of a type; undefined for a type that is not simulated from data. */
export function factsOf(type: string): TypeFacts | undefined {
  const [provider = "", module = ""] = type.split(":");
  const types = provider === "aws" ? aws.get(module.split("/")[0] ?? "") : others.get(provider);
  return types && Object.hasOwn(types, type) ? types[type] : undefined;
}

/** Every type that is simulated from data. */
export const simulatedTypes = (): readonly string[] => [...aws.values(), ...others.values()].flatMap((types) => Object.keys(types)).sort();
