/** What tells a workload's pods from all others; a Deployment's selector can never change, so nothing else is in it. */
export const selectorOf = (name: string): Record<string, string> => ({ "app.kubernetes.io/name": name });

export const labelsOf = (name: string): Record<string, string> => ({
  ...selectorOf(name),
  "app.kubernetes.io/managed-by": "scalekit",
});
