import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore } from "../../../../policies/change-sample";
import { cdnFailsOver } from "../../../../policies/rules/edge/cdn-fails-over";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const app = (...regions: readonly string[]) =>
  withInputs("cdn", {
    origins: regions.map((region) => ({ originId: region, domainName: `app.${region}.elb.amazonaws.com` })),
  });
const behaviour = (targetOriginId: string, ...allowedMethods: readonly string[]) =>
  withInputs("cdn", { defaultCacheBehavior: { targetOriginId, allowedMethods } });
const named = withInputs("cdn", {
  origins: [{ originId: "name", domainName: "origin.example.com" }],
  originGroups: undefined,
});
const record = (region: string) => ({
  type: TYPES.record,
  name: `record-${region}`,
  region,
  inputs: {
    name: "origin.example.com",
    type: "CNAME",
    setIdentifier: region,
    latencyRoutingPolicies: [{ region }],
    records: [`app.${region}.elb.amazonaws.com`],
  },
});

describeRule(cdnFailsOver, {
  rows: [
    [
      "both origins in one region",
      withInputs("cdn", {
        origins: [
          { originId: "eu-west-1", domainName: "a.s3.eu-west-1.amazonaws.com" },
          { originId: "us-east-1", domainName: "b.s3.eu-west-1.amazonaws.com" },
        ],
      }),
      "fail",
      /both origins/,
    ],
    [
      "writes do not move with a group",
      [app("eu-west-1", "us-east-1"), behaviour("both", "GET", "HEAD", "POST")],
      "fail",
      /takes writes on \*/,
    ],
    [
      "writes to a name that fails over",
      [named, behaviour("name", "GET", "POST"), withMore(record("eu-west-1"), record("us-east-1"))],
      "pass",
    ],
    [
      "writes to a name in one region",
      [named, behaviour("name", "GET", "POST"), withMore(record("eu-west-1"))],
      "fail",
      /to eu-west-1 only/,
    ],
    [
      "a function chooses the group for reads",
      [
        withMore({ type: TYPES.edgeFunction, name: "chooser", inputs: { code: "cf.createRequestOriginGroup({})" } }),
        withInputs("cdn", {
          defaultCacheBehavior: {
            targetOriginId: "eu-west-1",
            allowedMethods: ["GET"],
            functionAssociations: [{ functionArn: ref("chooser") }],
          },
        }),
      ],
      "pass",
    ],
    ["a long wait before it moves", declaring({ rtoSeconds: 29 }), "fail", /3 x 10 s/],
    ["exactly the objective", declaring({ rtoSeconds: 30 }), "pass"],
    [
      "another behaviour",
      withInputs("cdn", { orderedCacheBehaviors: [{ pathPattern: "/api/*", targetOriginId: "eu-west-1" }] }),
      "fail",
      /\/api\/\*/,
    ],
    [
      "an origin that can't be followed",
      withInputs("cdn", {
        origins: [
          { originId: "eu-west-1", domainName: UNKNOWN },
          { originId: "us-east-1", domainName: UNKNOWN },
        ],
      }),
      "unknown",
    ],
    ["one region", declaring({ regions: ["eu-west-1"] }), "does not apply"],
    ["a distribution that is off", withInputs("cdn", { enabled: false }), "does not apply"],
  ],
});
