import stateful from "../../blueprints/facts/stateful.json";

/** What the tests read of the documents that `--format json` prints. */
export interface Change {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly verb: string;
  readonly properties: readonly string[];
  readonly stateful: boolean;
}

export interface StackRun {
  readonly stack: string;
  readonly status: string;
  readonly changes: readonly Change[];
}

/** A stack in the result of `up`: one that did not run has no changes. */
export interface StackResult {
  readonly stack: string;
  readonly status: string;
  readonly changes?: readonly Change[];
}

export interface Preview {
  readonly tier: { readonly recorded: string | null; readonly planned: string };
  readonly stacks: readonly StackRun[];
  readonly leaving: readonly { readonly stack: string; readonly changes: readonly Change[] }[];
  readonly refused: readonly (Change & { readonly stack: string })[];
}

export interface Up {
  readonly status: string;
  readonly stacks: readonly StackResult[];
  readonly preview: Preview;
}

export interface Drift {
  readonly drifted: number;
  readonly stacks: readonly StackRun[];
}

export interface Status {
  readonly green: boolean;
  readonly tier: { readonly recorded: string | null; readonly planned: string };
  readonly stacks: readonly { readonly key: string; readonly state: string; readonly pending: number }[];
}

export interface Thing {
  readonly id: string;
  readonly type: string;
  readonly region: string;
  /** URN of the Pulumi resource that it was made for. */
  readonly createdFor: string;
  readonly status: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Cloud {
  readonly simulated: boolean;
  readonly genericResources: number;
  readonly resources: readonly Thing[];
}

const holds: ReadonlySet<string> = new Set(Object.keys(stateful.types));

/** Changes after which a resource that holds data is another one or gone. Judged by type, not by the product's own mark. */
export const losses = (stacks: readonly { readonly stack: string; readonly changes?: readonly Change[] }[]): string[] =>
  stacks.flatMap(({ stack, changes = [] }) =>
    changes
      .filter(({ type, verb }) => holds.has(type) && /replace|delete/.test(verb))
      .map(({ type, name, verb }) => `${stack}: ${verb} ${type} ${name}`),
  );
