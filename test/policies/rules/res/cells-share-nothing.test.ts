import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cellsShareNothing } from "../../../../policies/rules/res/cells-share-nothing";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const shared = (cells: readonly string[]) =>
  withMore(
    { type: TYPES.bucket, name: "files", inputs: {} },
    ...cells.map((cell) => ({
      type: TYPES.lambda,
      name: `reader-${cell}`,
      inputs: { tags: { cell }, environment: { variables: { FILES: ref("files") } } },
    })),
  );

describeRule(cellsShareNothing, {
  rows: [
    ["a bucket of no cell that two use", shared(["one", "two"]), "fail", /cells one and two/],
    ["a bucket of no cell that one uses", shared(["one"]), "pass"],
    [
      "labels of Kubernetes are cells too",
      withInputs("worker-two", { tags: {}, metadata: { labels: { cell: "two" } } }),
      "pass",
    ],
    ["one cell only", without("jobs-two", "worker-two"), "does not apply"],
  ],
});
