import type { Rule } from "../../rule";
import { acceleratedRecovery } from "./accelerated-recovery";
import { cdnFailsOver } from "./cdn-fails-over";
import { cdnNameHasBothFamilies } from "./cdn-name-has-both-families";
import { cdnReadsItsBucket } from "./cdn-reads-its-bucket";
import { cdnServes } from "./cdn-serves";
import { cdnUsesItsOrigins } from "./cdn-uses-its-origins";
import { certificateCanRenew } from "./certificate-can-renew";
import { certificateCoversNames } from "./certificate-covers-names";
import { certificateInRightRegion } from "./certificate-in-right-region";
import { cloudflareMonitorAsksListener } from "./cloudflare-monitor-asks-listener";
import { cloudflareNameNotShadowed } from "./cloudflare-name-not-shadowed";
import { cloudflarePoolIsUsed } from "./cloudflare-pool-is-used";
import { cloudflarePoolsFailOver } from "./cloudflare-pools-fail-over";
import { cloudflareRulesSeeTraffic } from "./cloudflare-rules-see-traffic";
import { cloudflareSendsOriginHeader } from "./cloudflare-sends-origin-header";
import { cloudflareSwitchedOn } from "./cloudflare-switched-on";
import { cloudflareZoneStrict } from "./cloudflare-zone-strict";
import { failoverPairComplete } from "./failover-pair-complete";
import { healthCheckHitsItsRegion } from "./health-check-hits-its-region";
import { healthCheckIsAnswered } from "./health-check-is-answered";
import { healthCheckIsPatient } from "./health-check-is-patient";
import { healthEvaluated } from "./health-evaluated";
import { healthFromBothSides } from "./health-from-both-sides";
import { hstsCoversOwnNames } from "./hsts-covers-own-names";
import { proberAdmitted } from "./prober-admitted";
import { readsTryElsewhere } from "./reads-try-elsewhere";
import { routingCoversRegions } from "./routing-covers-regions";
import { ttlFitsRto } from "./ttl-fits-rto";
import { wafSameEverywhere } from "./waf-same-everywhere";
import { zoneNamesItsIssuers } from "./zone-names-its-issuers";

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
  cdnReadsItsBucket,
  cloudflareMonitorAsksListener,
  cloudflarePoolIsUsed,
  cloudflareRulesSeeTraffic,
  cloudflareSendsOriginHeader,
  hstsCoversOwnNames,
  healthCheckIsAnswered,
  healthCheckIsPatient,
  healthFromBothSides,
  certificateCanRenew,
  zoneNamesItsIssuers,
  cdnUsesItsOrigins,
  cdnNameHasBothFamilies,
  readsTryElsewhere,
];
