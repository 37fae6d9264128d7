import type { Rule } from "../../rule";
import { acceleratedRecovery } from "./accelerated-recovery";
import { cdnFailsOver } from "./cdn-fails-over";
import { cdnServes } from "./cdn-serves";
import { certificateCoversNames } from "./certificate-covers-names";
import { certificateInRightRegion } from "./certificate-in-right-region";
import { cloudflareNameNotShadowed } from "./cloudflare-name-not-shadowed";
import { cloudflarePoolsFailOver } from "./cloudflare-pools-fail-over";
import { cloudflareSwitchedOn } from "./cloudflare-switched-on";
import { cloudflareZoneStrict } from "./cloudflare-zone-strict";
import { failoverPairComplete } from "./failover-pair-complete";
import { healthCheckHitsItsRegion } from "./health-check-hits-its-region";
import { healthEvaluated } from "./health-evaluated";
import { proberAdmitted } from "./prober-admitted";
import { routingCoversRegions } from "./routing-covers-regions";
import { ttlFitsRto } from "./ttl-fits-rto";
import { wafSameEverywhere } from "./waf-same-everywhere";

export const edgeRules: readonly Rule[] = [
  cdnServes,
  cloudflareZoneStrict,
  cloudflareSwitchedOn,
  acceleratedRecovery,
  cdnFailsOver,
  certificateCoversNames,
  certificateInRightRegion,
  cloudflareNameNotShadowed,
  cloudflarePoolsFailOver,
  failoverPairComplete,
  healthCheckHitsItsRegion,
  healthEvaluated,
  proberAdmitted,
  routingCoversRegions,
  ttlFitsRto,
  wafSameEverywhere,
];
