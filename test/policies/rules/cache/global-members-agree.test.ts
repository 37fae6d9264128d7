import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { globalMembersAgree } from "../../../../policies/rules/cache/global-members-agree";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const regions = ["eu-west-1", "us-east-1"];

describeRule(globalMembersAgree, {
  rows: [
    [
      "another type",
      withInputs("sessions-us", { nodeType: "cache.r7g.xlarge" }),
      "fail",
      /cache.r7g.xlarge in us-east-1/,
    ],
    ["an older generation", withInputs("sessions-eu", { nodeType: "cache.m4.large" }), "fail"],
    ["a type that is not known", withInputs("sessions-eu", { nodeType: UNKNOWN }), "unknown"],
    [
      "the secondary by its id",
      withInputs("sessions-us", { globalReplicationGroupId: "abcde-shop", engineVersion: "7.2" }),
      "fail",
      /engineVersion/,
    ],
    [
      "a member moved to the primary's region",
      withResource("sessions-us", { region: "eu-west-1" }),
      "fail",
      /two members in eu-west-1/,
    ],
    [
      "two members in one region",
      withMore({
        type: TYPES.replicationGroup,
        name: "sessions-us-2",
        region: "us-east-1",
        inputs: { globalReplicationGroupId: ref("sessions-global") },
      }),
      "fail",
      /two members in us-east-1/,
    ],
    [
      "three secondaries",
      ["ap-south-1", "eu-north-1"].map((region) =>
        withMore({
          type: TYPES.replicationGroup,
          name: `sessions-${region}`,
          region,
          inputs: { globalReplicationGroupId: ref("sessions-global") },
        }),
      ),
      "fail",
      /3 secondary regions where 2/,
    ],
    [
      "nobody joined",
      [withInputs("sessions-us", { globalReplicationGroupId: undefined }), declaring({ regions })],
      "fail",
      /no secondary/,
    ],
    [
      "the secondary's region was not read",
      [without("sessions-us"), declaring({ regions })],
      "unknown",
      /us-east-1 was not read/,
    ],
    [
      "members of what nothing makes",
      [
        without("sessions-global"),
        withInputs("sessions-us", { globalReplicationGroupId: UNKNOWN }),
        declaring({ regions }),
      ],
      "fail",
      /joins a Global Datastore that nothing makes/,
    ],
    [
      "members of what was not read",
      [without("sessions-global", "sessions-eu"), withInputs("sessions-us", { globalReplicationGroupId: UNKNOWN })],
      "unknown",
      /Global Datastore of sessions-us/,
    ],
    ["nobody joined, of a part of something", without("sessions-us"), "unknown", /only one region was read/],
    [
      "a type for all, and another of the secondary's own",
      [
        withInputs("sessions-global", { cacheNodeType: "cache.r7g.xlarge" }),
        withInputs("sessions-us", { nodeType: "cache.r7g.large" }),
      ],
      "fail",
      /cache.r7g.large in us-east-1 and cache.r7g.xlarge/,
    ],
    [
      "a version for all, none of the primary's own",
      [
        withInputs("sessions-global", { engineVersion: "8.0" }),
        withInputs("sessions-eu", { engineVersion: undefined }),
        withInputs("sessions-us", { engineVersion: "8.0" }),
      ],
      "pass",
    ],
    [
      "a version of the secondary's own, the primary's left to ElastiCache",
      [withInputs("sessions-eu", { engineVersion: undefined }), withInputs("sessions-us", { engineVersion: "8.0" })],
      "unknown",
      /engineVersion of sessions-eu/,
    ],
    [
      "half the shards",
      [withInputs("sessions-eu", { numNodeGroups: 4 }), withInputs("sessions-us", { numNodeGroups: 2 })],
      "fail",
      /numNodeGroups 2/,
    ],
    [
      "the primary was not read",
      [withInputs("sessions-global", { primaryReplicationGroupId: "other" }), without("sessions-eu")],
      "unknown",
    ],
  ],
});
