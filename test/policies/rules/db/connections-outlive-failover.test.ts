import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { connectionsOutliveFailover } from "../../../../policies/rules/db/connections-outlive-failover";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const bare = without("proxy", "target");

describeRule(connectionsOutliveFailover, {
  rows: [
    ["no proxy", bare, "fail", /up to 20 units of web without a proxy: a failover cuts all their connections$/],
    // db.r6g.large: 1678 connections, 80 % of them 1342; at 10 a unit 134 units.
    ["134 units fit", [bare, withInputs("web", { maxSize: 134 })], "fail", /connections$/],
    ["135 do not", [bare, withInputs("web", { maxSize: 135 })], "fail", /1350 where 1342 of 1678/],
    ["a class that no source covers", [bare, withInputs("orders-0", { instanceClass: "db.serverless" })], "fail"],
    ["a fleet that never grows", [bare, withInputs("web", { maxSize: 4 })], "does not apply"],
    ["a size that is not known", [bare, withInputs("web", { maxSize: UNKNOWN })], "unknown", /maxSize/],
    ["a service that does not use it", [bare, withResource("web", { part: "other" })], "does not apply"],
    ["no manifest", [bare, declaring({ services: undefined } as never)], "does not apply"],
    [
      "an instance of its own",
      [
        without("orders", "orders-0", "proxy", "target"),
        withMore({
          type: TYPES.dbInstance,
          name: "orders",
          part: "orders",
          inputs: { engine: "postgres", instanceClass: "db.r6g.large" },
        }),
      ],
      "fail",
      /without a proxy/,
    ],
  ],
});
