import type { Rule } from "../../rule";
import { balancerDropsBadHeaders } from "./balancer-drops-bad-headers";
import { bucketShut } from "./bucket-shut";
import { cdnSendsHeaders } from "./cdn-sends-headers";
import { cdnTlsCurrent } from "./cdn-tls-current";
import { clusterApiNarrow } from "./cluster-api-narrow";
import { clusterSecretsEncrypted } from "./cluster-secrets-encrypted";
import { dataPrivate } from "./data-private";
import { dbSignsInByRole } from "./db-signs-in-by-role";
import { defaultGroupShut } from "./default-group-shut";
import { imdsv2 } from "./imdsv2";
import { instancesHaveARole } from "./instances-have-a-role";
import { keyFollowsData } from "./key-follows-data";
import { keyRotates } from "./key-rotates";
import { listenerEncrypts } from "./listener-encrypts";
import { noAddressUnasked } from "./no-address-unasked";
import { openingFitsListener } from "./opening-fits-listener";
import { originOnlyFromEdge } from "./origin-only-from-edge";
import { ownKey } from "./own-key";
import { passwordAccepted } from "./password-accepted";
import { roleCanAct } from "./role-can-act";
import { secretHasValue } from "./secret-has-value";
import { secretInRegion } from "./secret-in-region";
import { settingsInRegion } from "./settings-in-region";
import { storeDoorNarrow } from "./store-door-narrow";
import { volumesEncrypted } from "./volumes-encrypted";

export const secRules: readonly Rule[] = [
  volumesEncrypted,
  noAddressUnasked,
  balancerDropsBadHeaders,
  defaultGroupShut,
  keyRotates,
  cdnTlsCurrent,
  clusterSecretsEncrypted,
  clusterApiNarrow,
  listenerEncrypts,
  secretHasValue,
  bucketShut,
  dataPrivate,
  imdsv2,
  ownKey,
  roleCanAct,
  storeDoorNarrow,
  keyFollowsData,
  originOnlyFromEdge,
  secretInRegion,
  passwordAccepted,
  openingFitsListener,
  instancesHaveARole,
  dbSignsInByRole,
  settingsInRegion,
  cdnSendsHeaders,
];
