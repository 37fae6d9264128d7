import type { Rule } from "../../rule";
import { capacityScales } from "./capacity-scales";
import { recoveryOnEveryReplica } from "./recovery-on-every-replica";
import { replicasFollowServices } from "./replicas-follow-services";
import { writeCapacityAgrees } from "./write-capacity-agrees";

export const nosqlRules: readonly Rule[] = [
  capacityScales,
  recoveryOnEveryReplica,
  replicasFollowServices,
  writeCapacityAgrees,
];
