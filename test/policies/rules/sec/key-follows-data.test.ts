import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { globalSample } from "../../../../policies/facts/global-sample";
import { keyFollowsData } from "../../../../policies/rules/sec/key-follows-data";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(keyFollowsData, {
  rows: [
    [
      "a secret's replica with a key of the original",
      withInputs("password", {
        replicas: [{ region: "us-east-1", kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/a" }],
      }),
      "fail",
      /is copied to us-east-1, and the key of the copy is in eu-west-1/,
    ],
    [
      "the service's own key",
      [
        withInputs("password", { replicas: [{ region: "us-east-1" }] }),
        withInputs("carts", { replicas: [{ regionName: "us-east-1" }] }),
      ],
      "does not apply",
    ],
    [
      "a key that is not known",
      withInputs("password", { replicas: [{ region: "us-east-1", kmsKeyId: UNKNOWN }] }),
      "unknown",
    ],
    [
      "a global database's secondary with a key of the primary",
      [
        withMore(...globalSample.resources),
        withInputs("orders-us", { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/a" }),
      ],
      "fail",
    ],
    [
      "a secondary with a key that stands beside it",
      [
        withMore(...globalSample.resources),
        withMore({ type: TYPES.kmsKey, name: "key-us", region: "us-east-1" }),
        withInputs("orders-us", { kmsKeyId: ref("key-us") }),
      ],
      "pass",
    ],
  ],
});
