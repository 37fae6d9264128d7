/** Type tokens that no SDK of ours has: a custom resource of Kubernetes, and what asks the cloud for all others. */
export const SECRET_PROVIDER_CLASS = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";
export const AWS_PROVIDER = "pulumi:providers:aws";
