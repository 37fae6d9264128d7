import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const origin = (id: string) => ({ originId: id, domainName: `${id}.s3.amazonaws.com`, s3OriginConfig: {} });
const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "files-eu", inputs: { bucket: "files-eu" } },
    { type: TYPES.bucket, name: "files-us", region: "us-east-1", inputs: { bucket: "files-us" } },
    {
      type: TYPES.bucketReplication,
      name: "copies",
      inputs: {
        bucket: ref("files-eu"),
        rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::files-us" } }],
      },
    },
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: {
        origins: [origin("files-eu"), origin("files-us")],
        originGroups: [{ originId: "files", members: [{ originId: "files-eu" }, { originId: "files-us" }] }],
      },
    },
  ],
};

export const replicationComplete = rule({
  id: "store/replication-complete",
  title: "Buckets that stand in for each other are copies of each other",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "The CDN turns to the second bucket when the first fails. Without replication that bucket is empty or old, and the failover serves errors or last year's pages.",
  source:
    "Amazon S3 User Guide, replicating objects within and across Regions, https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  fix: "replicate from the bucket that is written to the other, delete markers included",
  types: [TYPES.distribution, TYPES.bucket, TYPES.bucketReplication],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_144", note: "asks it of every bucket" },
    { tool: "security-hub", id: "S3.7", note: "asks it of every bucket" },
  ],
  example: { compliant, failing: changed(compliant, without("copies")) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(cdn, world): readonly Verdict[] | undefined {
    const pairs = groupsOf(cdn, world).flatMap((ids) => {
      const buckets = ids.map((id) => bucketOf(cdn, id, world));
      const [first, second] = buckets;
      // A group of other origins is another rule's matter.
      return first && second && first !== second ? [[first, second] as const] : [];
    });
    if (pairs.length === 0) return undefined;
    return pairs.map(([first, second]) => judgePair(first, second, world));
  },
});

function judgePair(first: GraphResource, second: GraphResource, world: World): Verdict {
  const key = `${first.name} ${second.name}`;
  const links = linksOf(world).filter(({ kind }) => kind === "bucket-replication");
  const joins = links.filter(({ from, to }) => (from === first && to === second) || (from === second && to === first));
  if (joins.length > 0) return pass(key);
  // Replication to a bucket that could not be told may be this one.
  const open = links.find(({ from, to }) => (from === first || from === second) && to === undefined);
  if (open) return { verdict: "unknown", key, missing: `which bucket ${open.by.name} copies to` };
  return fail(`turns from ${first.name} to ${second.name}, and nothing copies one to the other`, {
    key,
    input: "originGroups",
    related: [first, second],
  });
}

const groupsOf = (cdn: GraphResource, world: World): readonly (readonly string[])[] =>
  world
    .list(cdn, "originGroups")
    .map((_, at) =>
      world
        .list(cdn, `originGroups[${at}].members`)
        .flatMap((__, member) => world.text(cdn, `originGroups[${at}].members[${member}].originId`) ?? []),
    );

/**
 * The bucket behind an origin, by its name in the domain; undefined where something else stands there. While the domain is not
 * known it may be any bucket that the distribution refers to.
 */
function bucketOf(cdn: GraphResource, id: string, world: World): GraphResource | undefined {
  const at = world.list(cdn, "origins").findIndex((_, index) => world.text(cdn, `origins[${index}].originId`) === id);
  if (at === -1) return undefined;
  const domain = known(() => world.text(cdn, `origins[${at}].domainName`));
  if (!domain) {
    if (world.linked(cdn, "origins", TYPES.bucket).length === 0) return undefined;
    throw unseen(cdn, `origins[${at}].domainName`);
  }
  return world.all(TYPES.bucket).find((bucket) => {
    const name = known(() => world.text(bucket, "bucket"))?.value ?? String(bucket.outputs?.bucket ?? "");
    return name !== "" && (domain.value === name || domain.value?.startsWith(`${name}.s3`) === true);
  });
}
