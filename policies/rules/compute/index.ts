import type { Rule } from "../../rule";
import { desiredNotPinned } from "./desired-not-pinned";
import { detailedMonitoring } from "./detailed-monitoring";
import { graceCoversBoot } from "./grace-covers-boot";
import { groupAlsoShrinks } from "./group-also-shrinks";
import { groupSpansZones } from "./group-spans-zones";
import { groupUsesLbHealth } from "./group-uses-lb-health";
import { hasScalingPolicy } from "./has-scaling-policy";
import { maxFitsSubnets } from "./max-fits-subnets";
import { replacementKeepsCapacity } from "./replacement-keeps-capacity";
import { serviceRollsSafely } from "./service-rolls-safely";
import { spotIsDiverse } from "./spot-is-diverse";
import { survivesZoneLoss } from "./survives-zone-loss";
import { takesSeveralTypes } from "./takes-several-types";

export const computeRules: readonly Rule[] = [
  groupSpansZones,
  groupUsesLbHealth,
  graceCoversBoot,
  hasScalingPolicy,
  desiredNotPinned,
  maxFitsSubnets,
  survivesZoneLoss,
  spotIsDiverse,
  serviceRollsSafely,
  groupAlsoShrinks,
  replacementKeepsCapacity,
  detailedMonitoring,
  takesSeveralTypes,
];
