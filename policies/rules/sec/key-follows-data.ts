import type { GraphResource } from "../../../blueprints/graph/graph";
import { valueAt } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/0123abcd-0000-0000-0000-000000000000`;
const compliant: Sample = {
  resources: [
    {
      type: TYPES.table,
      name: "carts",
      inputs: { replicas: [{ regionName: "us-east-1", kmsKeyArn: key("us-east-1") }] },
    },
    {
      type: TYPES.secret,
      name: "password",
      inputs: { replicas: [{ region: "us-east-1", kmsKeyId: key("us-east-1") }] },
    },
  ],
};

export const keyFollowsData = rule({
  id: "sec/key-follows-data",
  title: "A copy in another region is encrypted with a key of that region",
  scope: "environment",
  severity: perTier("none", "none", "error", "error"),
  why: "Data that is copied, and whose key is not, cannot be read while the key's region is down: the copy is there and useless.",
  source:
    "AWS KMS Developer Guide, multi-Region keys, https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
  fix: "name a key of the copy's region, or a replica there of a multi-Region key",
  types: [TYPES.table, TYPES.tableReplica, TYPES.secret, TYPES.bucketReplication, TYPES.dbCluster, TYPES.kmsKey],
  elsewhere: [{ tool: "prowler", id: "kms_cmk_not_multi_region", note: "wants the opposite of multi-Region keys" }],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("carts", { replicas: [{ regionName: "us-east-1", kmsKeyArn: key("eu-west-1") }] }),
    ),
  },
  subjects: (world) => [
    ...new Set([
      ...linksOf(world).map(({ by }) => by),
      ...world.all(TYPES.secret).filter((secret) => world.has(secret, "replicas")),
    ]),
  ],
  judge(resource, world): readonly Verdict[] | undefined {
    const copies = copiesOf(resource, world).filter(({ arn }) => arn !== undefined);
    if (copies.length === 0) return undefined;
    return copies.map(({ region, arn, holder }): Verdict => {
      const home = typeof arn === "string" ? /^arn:aws[\w-]*:kms:([a-z0-9-]+):/.exec(arn)?.[1] : undefined;
      if (home === undefined || region === undefined) {
        const [named] = world
          .referred(holder, TYPES.kmsKey, TYPES.kmsReplicaKey)
          .filter((one) => one.region === region);
        return named
          ? pass(region)
          : { verdict: "unknown", key: region ?? "", missing: `key of ${resource.name}'s copy` };
      }
      if (home === region) return pass(region);
      return fail(`is copied to ${region}, and the key of the copy is in ${home}`, { key: region });
    });
  },
});

interface Copy {
  /** What names the key. */
  readonly holder: GraphResource;
  readonly region: string | undefined;
  /** The key as it is written, marks included; undefined where none is named and the service's own of the region holds. */
  readonly arn: unknown;
}

function copiesOf(resource: GraphResource, world: World): readonly Copy[] {
  if (resource.type === TYPES.secret)
    return world.list(resource, "replicas").map((_, at) => ({
      holder: resource,
      region: world.text(resource, `replicas[${at}].region`),
      arn: valueAt(resource.inputs, `replicas[${at}].kmsKeyId`),
    }));
  return linksOf(world)
    .filter(({ by }) => by === resource)
    .map(({ kind, by, path, to, toRegion }) => {
      if (kind === "bucket-replication")
        return {
          holder: by,
          region: toRegion,
          arn: valueAt(by.inputs, `${path}.destination.encryptionConfiguration.replicaKmsKeyId`),
        };
      if (kind === "table-replica")
        return {
          holder: by,
          region: toRegion,
          arn: valueAt(by.inputs, path === "" ? "kmsKeyArn" : `${path}.kmsKeyArn`),
        };
      return { holder: to ?? by, region: toRegion, arn: to && valueAt(to.inputs, "kmsKeyId") };
    });
}
