import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs } from "../../../../policies/change-sample";
import { ttlFitsRto } from "../../../../policies/rules/edge/ttl-fits-rto";
import { describeRule } from "../../support";

describeRule(ttlFitsRto, {
  rows: [
    ["61 s", withInputs("www", { ttl: 61 }), "fail", /61 s where at most 60 s/],
    [
      "detection that takes too long",
      withInputs("check", { requestInterval: 30, failureThreshold: 10 }),
      "fail",
      /360 s .* may take 300 s/,
    ],
    ["exactly the objective", declaring({ rtoSeconds: 90 }), "pass"],
    ["a second less", declaring({ rtoSeconds: 89 }), "fail"],
    [
      "defaults of the check",
      [
        withInputs("check", { requestInterval: undefined, failureThreshold: undefined }),
        declaring({ rtoSeconds: 149 }),
      ],
      "fail",
      /150 s/,
    ],
    [
      "an alias counts with 60 s",
      [
        withInputs("www", { ttl: undefined, records: undefined, aliases: [{ name: "x" }] }),
        declaring({ rtoSeconds: 89 }),
      ],
      "fail",
      /TTL 60 s/,
    ],
    ["no check", withInputs("www", { healthCheckId: undefined }), "pass"],
    ["nothing declared", declaring({ rtoSeconds: undefined as never }), "unknown", /rtoSeconds/],
    [
      "a long TTL is wrong without a manifest too",
      [withInputs("www", { ttl: 300 }), declaring({ rtoSeconds: undefined as never })],
      "fail",
    ],
    ["a TTL that is not known", withInputs("www", { ttl: UNKNOWN }), "unknown"],
    ["a simple record", withInputs("www", { failoverRoutingPolicies: undefined }), "does not apply"],
  ],
});
