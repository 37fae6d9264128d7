import type { Rule } from "../../rule";
import { backupLeavesRegion } from "./backup-leaves-region";
import { backupWindowKept } from "./backup-window-kept";
import { connectionsFit } from "./connections-fit";
import { connectionsOutliveFailover } from "./connections-outlive-failover";
import { deletionGuard } from "./deletion-guard";
import { failoverTargetAsStrong } from "./failover-target-as-strong";
import { globalIncompatibleFeatures } from "./global-incompatible-features";
import { globalRpoParameter } from "./global-rpo-parameter";
import { globalSecondaryAsStrong } from "./global-secondary-as-strong";
import { globalSecondaryNotHeadless } from "./global-secondary-not-headless";
import { globalSettingsAgree } from "./global-settings-agree";
import { multiAz } from "./multi-az";
import { proxyHasTarget } from "./proxy-has-target";
import { readerInOtherZone } from "./reader-in-other-zone";
import { readersScale } from "./readers-scale";
import { slowStatementsLogged } from "./slow-statements-logged";
import { statementsAreSeen } from "./statements-are-seen";

export const dbRules: readonly Rule[] = [
  readersScale,
  multiAz,
  readerInOtherZone,
  failoverTargetAsStrong,
  globalSecondaryNotHeadless,
  globalSecondaryAsStrong,
  globalSettingsAgree,
  globalIncompatibleFeatures,
  globalRpoParameter,
  backupLeavesRegion,
  backupWindowKept,
  deletionGuard,
  connectionsFit,
  statementsAreSeen,
  slowStatementsLogged,
  proxyHasTarget,
  connectionsOutliveFailover,
];
