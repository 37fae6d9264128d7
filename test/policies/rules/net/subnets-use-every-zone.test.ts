import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { subnetsUseEveryZone } from "../../../../policies/rules/net/subnets-use-every-zone";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const joined = (subnet: string) => ({
  type: TYPES.routeTableAssociation,
  name: `joined-${subnet}`,
  inputs: { subnetId: ref(subnet), routeTableId: ref("table") },
});

describeRule(subnetsUseEveryZone, {
  rows: [
    ["fewer subnets than zones", withInputs("stores", { subnetIds: [ref("data-1")] }), "does not apply"],
    [
      "all of the network in one zone",
      [without("app-2"), withInputs("data-2", { availabilityZone: "eu-west-1a" })],
      "does not apply",
    ],
    ["a zone that is not known", withInputs("data-2", { availabilityZone: UNKNOWN }), "unknown"],
    [
      "a route table's subnets",
      [
        without("stores"),
        withMore({ type: TYPES.routeTable, name: "table" }, joined("data-1"), joined("data-2")),
        withInputs("data-2", { availabilityZone: "eu-west-1a" }),
      ],
      "fail",
      /in table, and none of them in eu-west-1b/,
    ],
    [
      "a cache's subnets",
      [
        without("stores"),
        withMore({
          type: TYPES.cacheSubnetGroup,
          name: "caches",
          inputs: { subnetIds: [ref("data-1"), ref("data-2")] },
        }),
      ],
      "pass",
    ],
  ],
});
