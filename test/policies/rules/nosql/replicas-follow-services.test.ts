import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { replicasFollowServices } from "../../../../policies/rules/nosql/replicas-follow-services";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const replica = (region: string): SampleResource => ({
  type: TYPES.tableReplica,
  name: `carts-${region}`,
  region,
  inputs: { globalTableArn: ref("carts") },
});
const strong = (...regions: readonly string[]) =>
  withInputs("carts", { replicas: regions.map((regionName) => ({ regionName, consistencyMode: "STRONG" })) });

describeRule(replicasFollowServices, {
  rows: [
    ["a service moves to a region without", withResource("shop-us", { region: "ap-south-1" }), "fail", /in ap-south-1/],
    ["a replica of its own", [withInputs("carts", { replicas: undefined }), withMore(replica("us-east-1"))], "pass"],
    [
      "a replica of its own elsewhere",
      [withInputs("carts", { replicas: [] }), withMore(replica("eu-north-1"))],
      "fail",
    ],
    [
      "through the rights of a role",
      [
        withResource("shop-us", { region: "ap-south-1" }),
        withInputs("shop-us", { environment: undefined, role: ref("shop") }),
        withMore(
          { type: TYPES.role, name: "shop" },
          { type: TYPES.rolePolicy, name: "tables", inputs: { role: ref("shop"), policy: ref("carts") } },
        ),
      ],
      "fail",
      /in ap-south-1/,
    ],
    ["a copy that no service uses", without("shop-us"), "pass"],
    ["one region", [without("shop-us"), withInputs("carts", { replicas: undefined })], "does not apply"],
    ["strong in two regions", strong("us-east-1"), "fail", /strongly consistent in 2 regions/],
    ["strong in three", strong("us-east-1", "us-east-2"), "pass"],
    [
      "strong in two and a witness",
      [strong("us-east-1"), withInputs("carts", { globalTableWitness: { regionName: "us-east-2" } })],
      "pass",
    ],
    ["strong in four", strong("us-east-1", "us-east-2", "us-west-2"), "fail", /in 4 regions/],
    ["a region not known yet", withInputs("carts", { replicas: [{ regionName: UNKNOWN }] }), "unknown"],
    [
      "a consistency not known yet",
      withInputs("carts", { replicas: [{ regionName: "us-east-1", consistencyMode: UNKNOWN }] }),
      "unknown",
    ],
    ["replicas not known yet", withInputs("carts", { replicas: UNKNOWN }), "unknown"],
  ],
});
