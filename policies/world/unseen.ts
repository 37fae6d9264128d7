import type { GraphResource } from "../../blueprints/graph/graph";

/**
 * Thrown where a rule reads what is not known; the evaluation turns it into the verdict unknown, so that no rule can pass
 * by silence. Not an Error: it is an answer, made by the thousand, and needs no stack.
 */
export class UnseenValue {
  constructor(
    readonly missing: string,
    readonly resource?: GraphResource,
    readonly input?: string,
  ) {}
}

export const unseen = (resource: GraphResource, input: string): UnseenValue =>
  new UnseenValue(`${input} of ${resource.name}`, resource, input);

/**
 * What a rule makes of a value that may not be known.
 * @returns undefined where reading it ran into an unknown
 */
export function known<T>(read: () => T): { readonly value: T } | undefined {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof UnseenValue) return undefined;
    throw error;
  }
}
