import { type Check, problemAt, regionsOf, workloads } from "./meaning";

/** An existing cluster must say in each region how it is reached and how people get in. */
export const existingClusterComplete: Check = (meaning) => {
  const { kubernetes } = meaning.manifest;
  if (kubernetes?.cluster !== "existing") return [];
  return regionsOf(meaning.manifest).flatMap((region) =>
    (["kubeconfig", "entry"] as const)
      .filter((key) => !Object.hasOwn(kubernetes[key], region))
      .map((key) =>
        problemAt(
          meaning,
          "SK1129",
          `kubernetes.${key}`,
          {
            message: `the existing cluster of ${region} has no ${key}`,
            expected:
              key === "kubeconfig"
                ? "a kubeconfig file for each region"
                : "the host name of the ingress in each region",
            fix: `add ${region} under kubernetes.${key}, or use cluster: eks`,
          },
          "key",
        ),
      ),
  );
};

/** A warning: a cluster that nothing runs on. */
export const unusedCluster: Check = (meaning) =>
  meaning.manifest.kubernetes === undefined || workloads(meaning.manifest).length > 0
    ? []
    : [
        problemAt(
          meaning,
          "SK1130",
          "kubernetes",
          {
            message: "no service runs on Kubernetes",
            fix: "remove the section, or write runs: kubernetes for a service",
          },
          "key",
        ),
      ];
