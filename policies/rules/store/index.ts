import type { Rule } from "../../rule";
import { bucketVersioned } from "./bucket-versioned";
import { copyInOtherAccount } from "./copy-in-other-account";
import { imageInRegion } from "./image-in-region";
import { mountTargetPerZone } from "./mount-target-per-zone";
import { replicationComplete } from "./replication-complete";

export const storeRules: readonly Rule[] = [
  bucketVersioned,
  copyInOtherAccount,
  imageInRegion,
  mountTargetPerZone,
  replicationComplete,
];
