import * as kubernetes from "@pulumi/kubernetes";
import { kubernetesProviderArgs } from "../../../components/kubernetes/provider-args";
import { Workload } from "../../../components/kubernetes/workload";
import { ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { workload } from "./base";

const eks = {
  clusterName: "saas-production",
  region: "eu-west-1",
  endpoint: "https://abc.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: "Y2VydA==",
};
const providerOf = async (args: kubernetes.ProviderArgs) => {
  const resources = await registerIn(() => void new kubernetes.Provider("kubernetes", args));
  return ofType(resources, "pulumi:providers:kubernetes")[0];
};

test("EKS is reached with a token of the moment: no credential is in the kubeconfig", async () => {
  const provider = await providerOf(kubernetesProviderArgs(eks));
  const config = JSON.parse(String(provider?.inputs.kubeconfig));
  expect(config.clusters[0].cluster).toEqual({ server: eks.endpoint, "certificate-authority-data": "Y2VydA==" });
  expect(config.users[0].user).toEqual({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", "saas-production", "--region", "eu-west-1", "--output", "json"],
      interactiveMode: "Never",
    },
  });
  expect(provider?.inputs.clusterIdentifier).toBe("eu-west-1/saas-production");
});

test("a cluster that exists is reached by its kubeconfig and context", async () => {
  const provider = await providerOf(kubernetesProviderArgs({ file: "/etc/kube/config", context: "staging" }));
  expect(provider?.inputs).toMatchObject({ kubeconfig: "/etc/kube/config", context: "staging" });
});

test("a workload alone runs on any provider that it is given", async () => {
  const { wayIn: _, bindings: __, region: ___, ...plain } = workload;
  const resources = await registerIn(() => {
    const provider = new kubernetes.Provider("staging", kubernetesProviderArgs({ file: "/etc/kube/config" }));
    new Workload("api", plain, { provider });
  });
  const objects = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  expect(objects.length).toBeGreaterThan(5);
  for (const { provider } of objects) expect(provider).toContain("::staging::");
});
