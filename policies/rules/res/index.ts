import type { Rule } from "../../rule";
import { cellsBoundedAndAlike } from "./cells-bounded-and-alike";
import { cellsShareNothing } from "./cells-share-nothing";
import { keepalivesGrowInward } from "./keepalives-grow-inward";
import { noCircularRecovery } from "./no-circular-recovery";
import { noRemoteControlPlane } from "./no-remote-control-plane";
import { noSingleCut } from "./no-single-cut";
import { quotasEqual } from "./quotas-equal";
import { requestStaysInRegion } from "./request-stays-in-region";
import { scenariosAreDrilled } from "./scenarios-are-drilled";
import { standbyEqualsPrimary } from "./standby-equals-primary";
import { storesAreUsed } from "./stores-are-used";
import { switchesAreSafe } from "./switches-are-safe";
import { zonalShiftReady } from "./zonal-shift-ready";

export const resRules: readonly Rule[] = [
  cellsBoundedAndAlike,
  cellsShareNothing,
  keepalivesGrowInward,
  noCircularRecovery,
  noRemoteControlPlane,
  noSingleCut,
  quotasEqual,
  requestStaysInRegion,
  scenariosAreDrilled,
  standbyEqualsPrimary,
  storesAreUsed,
  switchesAreSafe,
  zonalShiftReady,
];
