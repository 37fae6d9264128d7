import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { desiredNotPinned } from "../../../../policies/rules/compute/desired-not-pinned";
import { graphOf, ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const changesCount = withResource("web", { ignoreChanges: [] });
const service = (inputs: object, ignoreChanges: readonly string[] = []) =>
  withMore({ type: TYPES.ecsService, name: "api", inputs: { name: "api", ...inputs }, ignoreChanges });
const target = (resourceId: unknown) =>
  withMore({ type: TYPES.appScalingTarget, name: "tasks", inputs: { resourceId, minCapacity: 2, maxCapacity: 8 } });

describeRule(desiredNotPinned, {
  rows: [
    ["a count that is applied", changesCount, "fail", /desiredCapacity to 3/],
    ["a count not known yet", [changesCount, withInputs("web", { desiredCapacity: UNKNOWN })], "fail", /to a count/],
    ["no count", [changesCount, withInputs("web", { desiredCapacity: undefined })], "pass"],
    ["no policy", [changesCount, without("web-cpu")], "does not apply"],
    ["a service with a target", [service({ desiredCount: 2 }), target(ref("api"))], "fail", /desiredCount to 2/],
    ["named by its path", [service({ desiredCount: 2 }), target("service/main/api")], "fail"],
    ["another's target", [service({ desiredCount: 2 }), target("service/main/web")], "pass"],
    ["a service without a count", [service({}), target(ref("api"))], "pass"],
    ["a service, ignored", [service({ desiredCount: 2 }, ["desiredCount"]), target(ref("api"))], "pass"],
  ],
});

test("a state of another tool does not say who set the count", () => {
  const { resources } = graphOf(desiredNotPinned.example.failing);
  const read = (id: string) => resources.map((resource) => ({ ...resource, outputs: {}, id: `${id}${resource.id}` }));
  const verdicts = (id: string) => {
    // References name ids, so those change with them.
    const graph = read(id).map((resource) => ({
      ...resource,
      references: Object.fromEntries(
        Object.entries(resource.references).map(([input, ids]) => [input, ids.map((to) => `${id}${to}`)]),
      ),
    }));
    return evaluate(new World({ resources: graph }, "scale"), [desiredNotPinned]).map(({ verdict }) => verdict.verdict);
  };
  expect(verdicts("terraform:")).toEqual(["unknown"]);
  expect(verdicts("urn:pulumi:")).toEqual(["fail"]);
});
