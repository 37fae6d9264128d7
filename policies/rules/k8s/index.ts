import type { Rule } from "../../rule";
import { autoscalerFitsNodes } from "./autoscaler-fits-nodes";
import { autoscalerOwnsCount } from "./autoscaler-owns-count";
import { budgetIsSatisfiable } from "./budget-is-satisfiable";
import { podAddressesFit } from "./pod-addresses-fit";
import { probesDiffer } from "./probes-differ";
import { requestsSet } from "./requests-set";
import { shutdownOrder } from "./shutdown-order";
import { spreadMatchesNodes } from "./spread-matches-nodes";
import { twoOrMore } from "./two-or-more";
import { zonalVolumeHasNodes } from "./zonal-volume-has-nodes";

export const k8sRules: readonly Rule[] = [
  autoscalerFitsNodes,
  autoscalerOwnsCount,
  budgetIsSatisfiable,
  podAddressesFit,
  probesDiffer,
  requestsSet,
  shutdownOrder,
  spreadMatchesNodes,
  twoOrMore,
  zonalVolumeHasNodes,
];
