import facts from "../facts/capacity.json";
import type { Source } from "../manifest/source";

/** What a number of the model rests on. */
export type Basis =
  /** A value of the manifest or of its tier; `at` says where. */
  | { readonly kind: "setting"; readonly path: string; readonly at?: Source }
  | { readonly kind: "documented"; readonly source: string; readonly date: string }
  | { readonly kind: "assumed"; readonly date: string }
  /** The account's own quota, read from it. */
  | { readonly kind: "account" }
  /** Whoever runs it measured it. */
  | { readonly kind: "measured" };

interface Fact {
  readonly value: number;
  readonly kind: string;
  readonly what: string;
  readonly date: string;
  readonly source?: string;
}

export type FactName = keyof typeof facts.numbers;

export const factValue = (name: FactName): number => facts.numbers[name].value;
export const factWhat = (name: FactName): string => facts.numbers[name].what;

export function factBasis(name: FactName): Basis {
  const { kind, source, date }: Fact = facts.numbers[name];
  return kind === "documented" && source !== undefined
    ? { kind: "documented", source, date }
    : { kind: "assumed", date };
}
