import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cellsBoundedAndAlike } from "../../../../policies/rules/res/cells-bounded-and-alike";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const database = (name: string, instanceClass: unknown) => ({
  type: TYPES.dbClusterInstance,
  name: `orders-${name}`,
  inputs: { tags: { cell: name }, instanceClass },
});

describeRule(cellsBoundedAndAlike, {
  rows: [
    [
      "a database of another class",
      withMore(database("one", "db.r6g.large"), database("two", "db.r6g.xlarge")),
      "fail",
      /db\.r6g\.large where/,
    ],
    ["something that is no cell's", withMore({ type: TYPES.group, name: "router", inputs: { maxSize: 90 } }), "pass"],
    ["a size that is not known", withInputs("web-two", { maxSize: UNKNOWN }), "unknown"],
    ["one cell", without("web-two"), "does not apply"],
  ],
});
