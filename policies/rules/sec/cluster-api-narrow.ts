import { changed, withInputs } from "../../change-sample";
import { ANYWHERE } from "../../facts/cidr";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.eksCluster,
      name: "services",
      inputs: { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } },
    },
  ],
};

export const clusterApiNarrow = rule({
  id: "sec/cluster-api-narrow",
  title: "A cluster's API answers its network and named addresses, not the whole internet",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "Whoever reaches the API needs one leaked token, or one flaw in the API server, to run what they like on every node.",
  source:
    "Amazon EKS user guide, cluster API server endpoint, https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html; Security Hub control EKS.1",
  fix: "switch public access to the API off, or name the addresses from which the cluster is run in publicAccessCidrs",
  types: [TYPES.eksCluster],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_38" },
    { tool: "trivy", id: "AWS-0041" },
    { tool: "cdk-nag", id: "AwsSolutions-EKS1", note: "asks for no public access at all" },
    { tool: "security-hub", id: "EKS.1", note: "asks for no public access at all" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("services", { vpcConfig: { endpointPublicAccess: true } })),
  },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    // Public and open to all where nothing is written [registry of the AWS provider].
    if (world.flag(cluster, "vpcConfig.endpointPublicAccess") === false) return pass();
    const input = "vpcConfig.publicAccessCidrs";
    const ranges = world.has(cluster, input) ? world.texts(cluster, input) : [ANYWHERE];
    const open = ranges.find((range) => range.endsWith("/0"));
    if (open === undefined) return pass();
    return fail(`lets ${open} reach the cluster's API`, { input });
  },
});
