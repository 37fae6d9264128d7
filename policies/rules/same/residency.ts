import type { GraphResource } from "../../../blueprints/graph/graph";
import { stringsOf } from "../../../blueprints/graph/values";
import { changed, declaring, withInputs } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = changed(
  {
    resources: [
      { type: TYPES.table, name: "carts", inputs: { replicas: [{ regionName: "eu-central-1" }] } },
      { type: TYPES.secret, name: "password", inputs: { replicas: [{ region: "eu-central-1" }] } },
      { type: TYPES.backupVault, name: "vault" },
      {
        type: TYPES.backupPlan,
        name: "nightly",
        inputs: {
          rules: [
            {
              targetVaultName: ref("vault"),
              copyActions: [{ destinationVaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:copies" }],
            },
          ],
        },
      },
    ],
  },
  declaring({ regions: ["eu-west-1", "eu-central-1"] }),
);

export const residency = rule({
  id: "same/residency",
  title: "No copy of data leaves the regions that the manifest names",
  scope: "environment",
  severity: perTier("info", "error", "error", "error"),
  why: "A replica, a secret or a backup in one more region is data under one more law, and nobody looks for it there.",
  source:
    "AWS Well-Architected Framework, SUS02-BP05 and the data residency guidance of Resilience Hub; https://docs.aws.amazon.com/prescriptive-guidance/latest/strategy-aws-data-residency/introduction.html",
  fix: "take the copy away, or declare its region as one that data may be in",
  types: [TYPES.table, TYPES.tableReplica, TYPES.secret, TYPES.backupPlan, TYPES.bucketReplication, TYPES.dbCluster],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("password", { replicas: [{ region: "us-east-1" }] })),
  },
  subjects: (world) => [
    ...new Set([
      ...linksOf(world).map(({ by }) => by),
      ...world.all(TYPES.secret).filter((secret) => world.has(secret, "replicas")),
      ...world.all(TYPES.backupPlan),
    ]),
  ],
  judge(resource, world): readonly Verdict[] | undefined {
    const regions = copiesOf(resource, world);
    if (regions.length === 0) return undefined;
    const allowed = world.declared("regions");
    const outside = [...new Set(regions)].filter((region) => !allowed.includes(region)).sort();
    if (outside.length === 0) return [pass()];
    return outside.map((region) =>
      fail(`keeps a copy in ${region}; the manifest names ${allowed.join(", ")}`, { key: region }),
    );
  },
});

/** Regions that a resource sends data to, as far as they are known. */
function copiesOf(resource: GraphResource, world: World): readonly string[] {
  if (resource.type === TYPES.secret)
    return world.list(resource, "replicas").flatMap((_, at) => world.text(resource, `replicas[${at}].region`) ?? []);
  if (resource.type === TYPES.backupPlan)
    return [...stringsOf(resource.inputs.rules)].flatMap(
      (text) => /^arn:aws[\w-]*:backup:([a-z0-9-]+):\d*:backup-vault:/.exec(text)?.[1] ?? [],
    );
  return linksOf(world)
    .filter(({ by }) => by === resource)
    .flatMap(({ toRegion }) => toRegion ?? []);
}
