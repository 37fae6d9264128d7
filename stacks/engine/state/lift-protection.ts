import type { Stack } from "@pulumi/pulumi/automation";
import type { ExportedState } from "./pending";

/** Takes Pulumi's own `protect` from resources in the state, as `pulumi state unprotect` does, in one write. */
export async function liftProtection(stack: Stack, urns: readonly string[]): Promise<void> {
  if (urns.length === 0) return;
  const exported = await stack.exportStack();
  const state = (exported.deployment ?? {}) as ExportedState;
  const resources = (state.resources ?? []).map((resource) =>
    urns.includes(resource.urn) ? { ...resource, protect: false } : resource,
  );
  await stack.importStack({ ...exported, deployment: { ...exported.deployment, resources } });
}
