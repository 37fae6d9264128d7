import type { Rule } from "../../rule";
import { balancerCrossesZones } from "./balancer-crosses-zones";
import { balancerDeletionGuard } from "./balancer-deletion-guard";
import { balancerHasRoom } from "./balancer-has-room";
import { balancerSpansZones } from "./balancer-spans-zones";
import { egressPerZone } from "./egress-per-zone";
import { gatewayEndpoints } from "./gateway-endpoints";
import { pathIsOpen } from "./path-is-open";
import { placedOnPurpose } from "./placed-on-purpose";
import { rangesDisjoint } from "./ranges-disjoint";
import { returnRouteExists } from "./return-route-exists";

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
];
