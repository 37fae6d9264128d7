/**
 * The Secrets Store CSI driver's resource, as far as its documentation names fields
 * [secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret]. EKS's add-on brings the real one.
 */
export const SECRET_PROVIDER_CLASS = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "secretproviderclasses.secrets-store.csi.x-k8s.io" },
  spec: {
    group: "secrets-store.csi.x-k8s.io",
    scope: "Namespaced",
    names: {
      kind: "SecretProviderClass",
      listKind: "SecretProviderClassList",
      plural: "secretproviderclasses",
      singular: "secretproviderclass",
    },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                properties: {
                  provider: { type: "string" },
                  parameters: { type: "object", additionalProperties: { type: "string" } },
                  secretObjects: {
                    type: "array",
                    items: {
                      type: "object",
                      properties: {
                        secretName: { type: "string" },
                        type: { type: "string" },
                        labels: { type: "object", additionalProperties: { type: "string" } },
                        annotations: { type: "object", additionalProperties: { type: "string" } },
                        data: {
                          type: "array",
                          items: {
                            type: "object",
                            properties: { objectName: { type: "string" }, key: { type: "string" } },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};
