import { createHash } from "node:crypto";
import type { StoreBinding } from "../../../blueprints/plan/parts";

/** Where parameters and secrets lie as files, one named as each environment variable. */
export const BINDINGS_PATH = "/var/run/scalekit";

/** One thing that a pod reads from AWS when it starts. */
export interface BoundValue {
  /** Environment variable and file. */
  readonly variable: string;
  /** Name in Parameter Store or Secrets Manager. */
  readonly source: string;
  readonly type: "ssmparameter" | "secretsmanager";
}

/** All of it, in a stable order. */
export function boundValues(bindings: readonly StoreBinding[]): readonly BoundValue[] {
  const values = bindings.flatMap(({ parameters, secrets }) => [
    ...Object.entries(parameters).map(([variable, source]) => ({ variable, source, type: "ssmparameter" as const })),
    ...Object.entries(secrets).map(([variable, source]) => ({ variable, source, type: "secretsmanager" as const })),
  ]);
  return values.sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

/**
 * Name of the Kubernetes secret that the driver fills for environment variables. It follows from what is in it: the
 * driver fills a secret when it makes it and never adds a key, so other contents need another secret.
 */
export function mirrorName(name: string, values: readonly BoundValue[]): string {
  const hash = createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 8);
  return `${name}-bindings-${hash}`;
}

/**
 * What the Secrets Store CSI driver shall fetch, with the pod's own rights, and mirror
 * [secretsmanager/latest/userguide/ascp-examples.html, SecretProviderClass YAML structure;
 * secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret].
 */
export function secretProviderSpec(name: string, region: string, values: readonly BoundValue[], podIdentity: boolean) {
  const objects = values.map(({ variable, source, type }) => ({
    objectName: source,
    objectType: type,
    objectAlias: variable,
  }));
  return {
    provider: "aws",
    // All parameters are strings; `objects` is YAML in one of them, and JSON is YAML.
    parameters: { region, usePodIdentity: String(podIdentity), objects: JSON.stringify(objects) },
    secretObjects: [
      {
        secretName: mirrorName(name, values),
        type: "Opaque",
        data: values.map(({ variable }) => ({ objectName: variable, key: variable })),
      },
    ],
  };
}
