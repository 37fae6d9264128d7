import { engineName } from "../session";
import { openEnvironment } from "./environment";
import type { RunSettings } from "./settings";

export interface StackOutputs {
  readonly stack: string;
  /** Sorted by name; the value of a secret is absent unless secrets were asked for. */
  readonly outputs: readonly { readonly name: string; readonly secret: boolean; readonly value?: unknown }[];
}

/** What the environment's stacks put out. */
export async function runOutputs(settings: RunSettings & { readonly showSecrets: boolean }): Promise<StackOutputs[]> {
  const { backend, recorded, chosen } = await openEnvironment(settings);
  const made = chosen.filter(({ name }) => (recorded.get(name)?.resources ?? 0) > 0);
  return Promise.all(
    made.map(async ({ name }) => {
      const outputs = await backend.workspace.stackOutputs(engineName(settings.session, name));
      const sorted = Object.entries(outputs).sort(([a], [b]) => a.localeCompare(b));
      return {
        stack: name,
        outputs: sorted.map(([output, { value, secret }]) => ({
          name: output,
          secret,
          ...((!secret || settings.showSecrets) && { value: value as unknown }),
        })),
      };
    }),
  );
}
