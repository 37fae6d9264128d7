import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore, without } from "../../change-sample";
import { accountOf } from "../../facts/accounts";
import { associationsOf, hasRoleByAnnotation } from "../../facts/identities";
import { clusterOf } from "../../facts/nodes";
import { policiesOfRole } from "../../facts/role-policies";
import { isOfAws, SECRET_CLASS, secretClassesOf } from "../../facts/secret-volumes";
import { PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { ref } from "../../sample";
import { cluster, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant = changed(
  cluster,
  withInputs(
    "shop",
    workloadSpec({
      serviceAccountName: "shop",
      volumes: [
        {
          name: "secrets",
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly: true,
            volumeAttributes: { secretProviderClass: "shop" },
          },
        },
      ],
    }),
  ),
  withMore(
    { type: TYPES.serviceAccount, name: "account", inputs: { metadata: { name: "shop", namespace: "services" } } },
    {
      type: SECRET_CLASS,
      name: "secrets",
      inputs: {
        metadata: { name: "shop", namespace: "services" },
        spec: { provider: "aws", parameters: { usePodIdentity: "true" } },
      },
    },
    { type: TYPES.role, name: "reads" },
    { type: TYPES.rolePolicy, name: "reading", inputs: { role: ref("reads"), policy: "{}" } },
    {
      type: TYPES.podIdentity,
      name: "identity",
      inputs: { clusterName: ref("cluster"), namespace: "services", serviceAccount: "shop", roleArn: ref("reads") },
    },
  ),
);

export const podsGetSecrets = rule({
  id: "k8s/pods-get-secrets",
  title: "Pods whose secrets lie in AWS may read them by their own account",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "The driver reads secrets in the name of the pod's service account before the pod starts. Where that has no role, or a role without rights, the pods wait in ContainerCreating, and those that run are not replaced when they go.",
  source:
    "AWS Secrets Manager user guide, use AWS Secrets and Configuration Provider CSI with EKS Pod Identity, https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-pod-identity-integration.html, and with roles for service accounts, https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_ascp_irsa.html",
  fix: "associate the pods' service account with a role that may read these secrets, in the way that the class asks for",
  types: [
    ...PODS,
    SECRET_CLASS,
    TYPES.serviceAccount,
    TYPES.podIdentity,
    TYPES.role,
    TYPES.rolePolicy,
    TYPES.rolePolicyAttachment,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("identity")) },
  subjects: (world) =>
    world.all(...PODS).filter((one) => {
      const classes = known(() => secretClassesOf(one, world))?.value ?? [];
      return classes.some((each) => world.peek(each, "spec.provider") === "aws");
    }),
  judge: (workload, world): readonly Verdict[] =>
    secretClassesOf(workload, world)
      .filter((each) => isOfAws(each, world))
      .map((each) => judgeClass(workload, each, world)),
});

function judgeClass(workload: GraphResource, secretClass: GraphResource, world: World): Verdict {
  const key = secretClass.name;
  const account = accountOf(workload, world);
  const more = { key, related: [secretClass, ...(account.object ? [account.object] : [])] };
  // Default: roles for service accounts [the source of the rule].
  if (world.flag(secretClass, "spec.parameters.usePodIdentity") !== true) {
    if (hasRoleByAnnotation(account, world)) return pass(key);
    if (!account.object && account.name !== "default") return unknown(`the service account ${account.name}`, { key });
    return fail(`reads secrets of AWS's by the account ${account.name}, whose annotations name no role`, more);
  }
  const [association] = associationsOf(account, workload, world);
  if (!association) {
    // Without the cluster there is nothing that an association could be seen by.
    if (!known(() => clusterOf(workload, world))) return unknown(`associations of ${account.name}`, { key });
    return fail(`reads secrets of AWS's by the account ${account.name}, which no identity is associated with`, more);
  }
  const [role] = world.linked(association, "roleArn", TYPES.role);
  if (!role || policiesOfRole(role, world).length > 0) return pass(key);
  return fail(`reads secrets of AWS's as ${role.name}, a role without any policy`, { key, related: [role] });
}
