import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

/** All that a control plane writes [the source below]. */
export const CONTROL_PLANE_LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

const compliant: Sample = {
  resources: [{ type: TYPES.eksCluster, name: "services", inputs: { enabledClusterLogTypes: CONTROL_PLANE_LOGS } }],
};

export const clusterLogs = rule({
  id: "obs/cluster-logs",
  title: "A cluster's control plane writes its logs",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Who changed what in the cluster, why a pod was not placed and why an autoscaler did nothing stands in these logs and nowhere else; what was not written when it happened cannot be read later.",
  source:
    "Amazon EKS user guide, control plane logs, https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html; Security Hub control EKS.8",
  fix: "name all five in enabledClusterLogTypes: api, audit, authenticator, controllerManager and scheduler",
  types: [TYPES.eksCluster],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_37" },
    { tool: "cdk-nag", id: "AwsSolutions-EKS2" },
    { tool: "trivy", id: "AWS-0038" },
    { tool: "security-hub", id: "EKS.8", note: "audit logs only" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("services", { enabledClusterLogTypes: undefined })) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const input = "enabledClusterLogTypes";
    const written = world.texts(cluster, input);
    const missing = CONTROL_PLANE_LOGS.filter((log) => !written.includes(log));
    if (missing.length === 0) return pass();
    return fail(
      missing.length === CONTROL_PLANE_LOGS.length
        ? "writes no logs"
        : `does not write its logs of ${missing.join(", ")}`,
      {
        input,
      },
    );
  },
});
