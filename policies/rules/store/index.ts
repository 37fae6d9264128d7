import type { Rule } from "../../rule";
import { bucketBesideItsSettings } from "./bucket-beside-its-settings";
import { bucketNotEmptied } from "./bucket-not-emptied";
import { bucketVersioned } from "./bucket-versioned";
import { copyInOtherAccount } from "./copy-in-other-account";
import { imageInRegion } from "./image-in-region";
import { logBucketAdmitsWriter } from "./log-bucket-admits-writer";
import { mountTargetPerZone } from "./mount-target-per-zone";
import { replicationComplete } from "./replication-complete";

export const storeRules: readonly Rule[] = [
  bucketVersioned,
  copyInOtherAccount,
  imageInRegion,
  mountTargetPerZone,
  replicationComplete,
  bucketBesideItsSettings,
  bucketNotEmptied,
  logBucketAdmitsWriter,
];
