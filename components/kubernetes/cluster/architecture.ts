/**
 * EKS's image for the nodes, by what the instance types run on: a `g` after the generation's number (m7g, c6gn, t4g)
 * is Graviton, that is ARM [EC2 user guide, instance type naming conventions]. Amazon Linux 2023 is the one that EKS
 * takes by default from Kubernetes 1.30 on.
 * @throws where types of both architectures are mixed: an image for one would not run on the other's nodes
 */
export function nodeImage(types: readonly string[]): "AL2023_ARM_64_STANDARD" | "AL2023_x86_64_STANDARD" {
  const arm = types.filter((type) => /^[a-z]+[0-9]+g[a-z]*\./.test(type));
  if (arm.length === types.length) return "AL2023_ARM_64_STANDARD";
  if (arm.length === 0) return "AL2023_x86_64_STANDARD";
  throw new Error(
    `node types of two architectures: ${arm.join(", ")} are ARM, the rest of ${types.join(", ")} is not.`,
  );
}
