import type { Written } from "../manifest/source";

/** One entry of the error catalogue; `scalekit explain CODE` prints it. Codes are permanent. */
export interface CatalogueEntry {
  /** SK1xxx manifest, SK2xxx plan, SK3xxx engine and state, SK4xxx sandbox, SK5xxx cloud account, SK6xxx rules, SK9xxx command line. */
  readonly code: string;
  readonly title: string;
  /** Why it is a problem. */
  readonly why: string;
  /** What to do about it, in general. */
  readonly fix: string;
}

/** One problem, in a form that every reporter can print. */
export interface Problem {
  readonly code: string;
  /** What happened, with the words of this case. */
  readonly message: string;
  readonly at?: Written;
  /** Dotted path of the value, where there is one. */
  readonly path?: string;
  readonly expected?: string;
  /** Nearest valid word. */
  readonly nearest?: string;
  /** What to do in this case. */
  readonly fix: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Thrown at the edges (engine, files, cloud) where there is no value to return; the command line turns it into exit 2 (or `exitStatus`). */
export class ScalekitError extends Error {
  constructor(
    readonly problem: Problem,
    readonly exitStatus: 1 | 2 = 2,
    options?: ErrorOptions,
  ) {
    super(`${problem.code}: ${problem.message}`, options);
    this.name = "ScalekitError";
  }
}
