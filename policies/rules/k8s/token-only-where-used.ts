import { changed, withInputs } from "../../change-sample";
import { accountOf, BINDINGS, bindingsOf } from "../../facts/accounts";
import { PODS, podOf } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";

const compliant = changed(manifests, withInputs("shop", workloadSpec({ automountServiceAccountToken: false })));

export const tokenOnlyWhereUsed = rule({
  id: "k8s/token-only-where-used",
  title: "Only pods whose account has rights hold a token of the cluster's API",
  scope: "stack",
  severity: perTier("info", "info", "warning", "warning"),
  why: "Kubernetes puts a token into each pod unless it is told not to. Whoever breaks into a pod that never talks to the API can then ask it who it is and what there is, and try what the account is allowed by mistake.",
  source:
    "Kubernetes, configure service accounts for pods, opt out of API credential automounting, https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting; CIS Kubernetes Benchmark 5.1.6",
  fix: "set automountServiceAccountToken to false in the pods or in their service account",
  types: [...PODS, TYPES.serviceAccount, ...BINDINGS],
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_38", note: "asks it of each pod, whatever its rights" },
    { tool: "polaris", id: "automountServiceAccountToken", note: "asks it of each pod, whatever its rights" },
    { tool: "trivy", id: "KSV-0036", note: "asks it of each pod, whatever its rights" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("shop", workloadSpec({ automountServiceAccountToken: true }))),
  },
  subjects: (world) => world.all(...PODS),
  judge(workload, world) {
    const input = `${podOf(workload)}.automountServiceAccountToken`;
    const account = accountOf(workload, world);
    const own = world.flag(workload, input);
    // The pod's own setting wins over its account's; without either it is true [the source above].
    const mounted =
      own ?? (account.object ? world.flag(account.object, "automountServiceAccountToken") : undefined) ?? true;
    if (!mounted) return pass();
    if (bindingsOf(account, workload, world).length > 0) return undefined;
    // Rights of an account that was made elsewhere were given there.
    if (!account.object && account.name !== "default")
      return unknown(`rights of the service account ${account.name}`, { input });
    return fail(`holds a token of the cluster's API by its account ${account.name}, which has no rights there`, {
      input,
      ...(account.object && { related: [account.object] }),
    });
  },
});
