import type { Rule } from "../../rule";
import { addonsPresent } from "./addons-present";
import { autoscalerFitsNodes } from "./autoscaler-fits-nodes";
import { autoscalerOwnsCount } from "./autoscaler-owns-count";
import { budgetIsSatisfiable } from "./budget-is-satisfiable";
import { clusterDeletionGuard } from "./cluster-deletion-guard";
import { clusterHasAdmin } from "./cluster-has-admin";
import { clusterShiftsZones } from "./cluster-shifts-zones";
import { controlPlaneHasRights } from "./control-plane-has-rights";
import { identityIsUsed } from "./identity-is-used";
import { namedObjectsExist } from "./named-objects-exist";
import { namedPortsExist } from "./named-ports-exist";
import { namespaceDeniesByDefault } from "./namespace-denies-by-default";
import { noPrivilegeEscalation } from "./no-privilege-escalation";
import { nodeAutoscalerCanAct } from "./node-autoscaler-can-act";
import { nodePortAnswers } from "./node-port-answers";
import { nodesAreRepaired } from "./nodes-are-repaired";
import { nodesFollowVersion } from "./nodes-follow-version";
import { nodesHaveRights } from "./nodes-have-rights";
import { nodesHoldMinimum } from "./nodes-hold-minimum";
import { nodesSurviveShortage } from "./nodes-survive-shortage";
import { podAddressesFit } from "./pod-addresses-fit";
import { podsCarryLoad } from "./pods-carry-load";
import { podsGetSecrets } from "./pods-get-secrets";
import { policyAdmitsNeeds } from "./policy-admits-needs";
import { policyAdmitsService } from "./policy-admits-service";
import { probesDiffer } from "./probes-differ";
import { requestsSet } from "./requests-set";
import { rootFilesystemReadOnly } from "./root-filesystem-read-only";
import { runsAsNonRoot } from "./runs-as-non-root";
import { secretsVolumeReadOnly } from "./secrets-volume-read-only";
import { shutdownOrder } from "./shutdown-order";
import { spreadMatchesNodes } from "./spread-matches-nodes";
import { tokenOnlyWhereUsed } from "./token-only-where-used";
import { twoOrMore } from "./two-or-more";
import { zonalVolumeHasNodes } from "./zonal-volume-has-nodes";

export const k8sRules: readonly Rule[] = [
  addonsPresent,
  autoscalerFitsNodes,
  autoscalerOwnsCount,
  budgetIsSatisfiable,
  clusterDeletionGuard,
  clusterHasAdmin,
  clusterShiftsZones,
  controlPlaneHasRights,
  identityIsUsed,
  namedObjectsExist,
  namedPortsExist,
  namespaceDeniesByDefault,
  noPrivilegeEscalation,
  nodeAutoscalerCanAct,
  nodePortAnswers,
  nodesAreRepaired,
  nodesFollowVersion,
  nodesHaveRights,
  nodesHoldMinimum,
  nodesSurviveShortage,
  podAddressesFit,
  podsCarryLoad,
  podsGetSecrets,
  policyAdmitsNeeds,
  policyAdmitsService,
  probesDiffer,
  requestsSet,
  rootFilesystemReadOnly,
  runsAsNonRoot,
  secretsVolumeReadOnly,
  shutdownOrder,
  spreadMatchesNodes,
  tokenOnlyWhereUsed,
  twoOrMore,
  zonalVolumeHasNodes,
];
