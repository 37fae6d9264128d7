import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { requestStaysInRegion } from "../../../../policies/rules/res/request-stays-in-region";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const elsewhere = withResource("login", { region: "eu-west-1" });

describeRule(requestStaysInRegion, {
  rows: [
    [
      "through its task definition",
      withMore(
        { type: TYPES.queue, name: "jobs", region: "eu-west-1" },
        {
          type: TYPES.ecsTaskDefinition,
          name: "task",
          region: "us-east-1",
          inputs: { containerDefinitions: ref("jobs") },
        },
        { type: TYPES.ecsService, name: "api", region: "us-east-1", inputs: { taskDefinition: ref("task") } },
      ),
      "fail",
      /in us-east-1 needs jobs in eu-west-1/,
    ],
    [
      "a store whose manifest says that others write over a peering",
      [
        elsewhere,
        withResource("login", { part: "orders" }),
        declaring({ stores: { orders: { engine: "aurora-mysql", global: false, otherRegionsWrite: "peering" } } }),
      ],
      "pass",
    ],
    [
      "a table that has a replica here",
      [
        withMore({
          type: TYPES.table,
          name: "carts",
          region: "eu-west-1",
          inputs: { replicas: [{ regionName: "us-east-1" }] },
        }),
        withInputs("web-us", { environment: { variables: { LOGIN: ref("login"), TABLE: ref("carts") } } }),
      ],
      "pass",
    ],
    [
      "a secret that has a replica elsewhere only",
      [elsewhere, withInputs("login", { replicas: [{ region: "sa-east-1" }] })],
      "fail",
    ],
    [
      "a secret that has a replica here",
      [elsewhere, withInputs("login", { replicas: [{ region: "us-east-1" }] })],
      "pass",
    ],
    ["one region", without("web-eu"), "does not apply"],
  ],
});
