import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = { resources: [{ type: TYPES.bucket, name: "files", inputs: { forceDestroy: false } }] };

export const bucketNotEmptied = rule({
  id: "store/bucket-not-emptied",
  title: "A bucket that holds something refuses to be deleted",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "S3 deletes only what is empty, and this setting empties it first, all versions included. A renamed resource or a wrong variable then takes every object along, without a question.",
  source:
    "Registry of the AWS provider, aws_s3_bucket, force_destroy, https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket#force_destroy",
  fix: "leave forceDestroy out, and empty the bucket by hand on the day that it has to go",
  types: [TYPES.bucket, TYPES.bucketLifecycle, TYPES.loadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("files", { forceDestroy: true })) },
  subjects: (world) => world.all(TYPES.bucket),
  judge(bucket, world) {
    const input = "forceDestroy";
    // Off unless it is asked for [the source above].
    if (world.flag(bucket, input) !== true) return pass();
    if (!expiresAll(bucket, world)) return fail("is emptied and deleted in one step", { input });
    // Logs go with what they are the log of, unless that is itself kept from being deleted.
    const [kept] = world
      .referrers(bucket, [TYPES.loadBalancer], "accessLogs")
      .filter((balancer) => world.flag(balancer, "enableDeletionProtection") === true);
    if (!kept) return undefined;
    return fail(`is emptied and deleted in one step, though ${kept.name}, whose logs it holds, is protected`, {
      input,
      related: [kept],
    });
  },
});

/** True where every object goes by itself after some days, as logs do. */
const expiresAll = (bucket: GraphResource, world: World): boolean =>
  world.referrers(bucket, [TYPES.bucketLifecycle], "bucket").some((lifecycle) =>
    world.list(lifecycle, "rules").some((_, index) => {
      const at = `rules[${index}]`;
      const narrowed = world.has(lifecycle, `${at}.filter`) || world.has(lifecycle, `${at}.prefix`);
      return (
        world.text(lifecycle, `${at}.status`) === "Enabled" &&
        world.has(lifecycle, `${at}.expiration.days`) &&
        !narrowed
      );
    }),
  );
