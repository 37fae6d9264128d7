/** The id of a template's resource in the graph; an id that is one already (another stack's, imported) stays. */
export const graphId = (stack: string, logical: string): string =>
  logical.startsWith("cloudformation::") ? logical : `cloudformation::${stack}::${logical}`;
