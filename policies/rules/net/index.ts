import type { Rule } from "../../rule";
import { balancerCrossesZones } from "./balancer-crosses-zones";
import { balancerDeletionGuard } from "./balancer-deletion-guard";
import { balancerHasRoom } from "./balancer-has-room";
import { balancerSpansZones } from "./balancer-spans-zones";
import { doorFitsPort } from "./door-fits-port";
import { egressPerZone } from "./egress-per-zone";
import { endpointAnswersByName } from "./endpoint-answers-by-name";
import { gatewayEndpoints } from "./gateway-endpoints";
import { pathIsOpen } from "./path-is-open";
import { placedOnPurpose } from "./placed-on-purpose";
import { rangesDisjoint } from "./ranges-disjoint";
import { returnRouteExists } from "./return-route-exists";
import { ruleIsReached } from "./rule-is-reached";
import { subnetsLeadOut } from "./subnets-lead-out";
import { subnetsUseEveryZone } from "./subnets-use-every-zone";
import { targetsGetRequests } from "./targets-get-requests";
import { targetsRegistered } from "./targets-registered";
import { vpcResolvesNames } from "./vpc-resolves-names";

export const netRules: readonly Rule[] = [
  balancerCrossesZones,
  balancerDeletionGuard,
  balancerHasRoom,
  balancerSpansZones,
  egressPerZone,
  gatewayEndpoints,
  pathIsOpen,
  placedOnPurpose,
  rangesDisjoint,
  returnRouteExists,
  vpcResolvesNames,
  endpointAnswersByName,
  subnetsLeadOut,
  subnetsUseEveryZone,
  doorFitsPort,
  targetsRegistered,
  targetsGetRequests,
  ruleIsReached,
];
