import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { globalSettingsAgree } from "../../../../policies/rules/db/global-settings-agree";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const parameters = (value?: string) => (value === undefined ? [] : [{ name: "rds.force_ssl", value }]);
/** Both members with a group of their own. */
const grouped = (primary: unknown, secondary: unknown) => [
  withMore(
    { type: TYPES.dbClusterParameterGroup, name: "group-eu", inputs: { parameters: primary } },
    { type: TYPES.dbClusterParameterGroup, name: "group-us", region: "us-east-1", inputs: { parameters: secondary } },
  ),
  withInputs("orders-eu", { dbClusterParameterGroupName: ref("group-eu") }),
  withInputs("orders-us", { dbClusterParameterGroupName: ref("group-us") }),
];

/** The secondary is part of a store that other regions write in this way. */
const writing = (otherRegionsWrite: string) => [
  withResource("orders-us", { part: "orders" }),
  declaring({ stores: { orders: { engine: "aurora-postgresql", global: true, otherRegionsWrite } } }),
];

describeRule(globalSettingsAgree, {
  rows: [
    ["the same parameters", grouped(parameters("1"), parameters("1")), "pass"],
    [
      "other parameters",
      grouped(parameters("1"), parameters()),
      "fail",
      /rds.force_ssl at its default where the primary has 1/,
    ],
    [
      "the bound on lag is the primary's alone",
      grouped([{ name: "rds.global_db_rpo", value: "60" }], parameters()),
      "pass",
    ],
    ["parameters that are not known", grouped(parameters("1"), UNKNOWN), "unknown"],
    ["version left out", withInputs("orders-us", { engineVersion: undefined }), "pass"],
    [
      "no logs",
      withInputs("orders-us", { enabledCloudwatchLogsExports: undefined }),
      "fail",
      /exports no logs where the primary exports postgresql/,
    ],
    ["forwards no writes, as declared", writing("forwarding"), "fail", /forwards no writes.* in us-east-1/],
    [
      "forwards writes",
      [...writing("forwarding"), withInputs("orders-us", { enableGlobalWriteForwarding: true })],
      "pass",
    ],
    [
      "whether it forwards is not known",
      [...writing("forwarding"), withInputs("orders-us", { enableGlobalWriteForwarding: UNKNOWN })],
      "unknown",
      /enableGlobalWriteForwarding/,
    ],
    ["forwards no writes, which go to the writer", writing("peering"), "pass"],
    ["a version that is not known", withInputs("orders-us", { engineVersion: UNKNOWN }), "unknown"],
  ],
});
