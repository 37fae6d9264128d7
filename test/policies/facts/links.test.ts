import { globalSample } from "../../../policies/facts/global-sample";
import { globalDatabases, linksOf } from "../../../policies/facts/links";
import { graphOf, ref, type Sample } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";
import { World } from "../../../policies/world/world";

const worldOf = (sample: Sample) => new World(graphOf(sample), "global");

test("a global database made from its writer has it as primary, and one link a secondary", () => {
  const world = worldOf(globalSample);
  expect(globalDatabases(world).map(({ primary }) => primary?.name)).toEqual(["orders-eu"]);
  expect(linksOf(world).map(({ from, to, toRegion }) => [from.name, to?.name, toRegion])).toEqual([
    ["orders-eu", "orders-us", "us-east-1"],
  ]);
});

test("a bucket's replication is seen in the companion and inline, switched-off rules are not", () => {
  const rule = (status: string) => ({ status, destination: { bucket: "arn:aws:s3:::far" } });
  const world = worldOf({
    resources: [
      { type: TYPES.bucket, name: "far", region: "us-east-1", inputs: { bucket: "far" } },
      {
        type: TYPES.bucket,
        name: "near",
        inputs: { bucket: "near", replicationConfiguration: { rules: [rule("Enabled")] } },
      },
      { type: TYPES.bucketReplication, name: "off", inputs: { bucket: ref("near"), rules: [rule("Disabled")] } },
    ],
  });
  expect(linksOf(world).map(({ by, toRegion }) => [by.name, toRegion])).toEqual([["near", "us-east-1"]]);
});
