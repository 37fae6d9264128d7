import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withResource } from "../../../../policies/change-sample";
import { speedIsSteady } from "../../../../policies/rules/cache/speed-is-steady";
import { describeRule } from "../../support";

const on = (nodeType: unknown) => withInputs("sessions", { nodeType });

describeRule(speedIsSteady, {
  rows: [
    ["an older burstable node", on("cache.t3.small"), "fail", /runs on cache\.t3\.small/],
    ["a general family", on("cache.m7g.large"), "pass"],
    ["no type written", on(undefined), "does not apply"],
    ["a type that is not known", on(UNKNOWN), "unknown", /nodeType/],
    [
      "a cache that is only read",
      [
        on("cache.t3.small"),
        declaring({
          services: {
            web: { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9, reads: ["sessions"], writes: [] },
          },
        }),
      ],
      "does not apply",
    ],
    ["no part of the manifest", [on("cache.t3.small"), withResource("sessions", { part: "other" })], "does not apply"],
  ],
});
