import { joinRecorded } from "../../../blueprints/plan/leaving";
import { makePlan } from "../../../blueprints/plan/make";
import { resolved } from "./support";

const plan = makePlan(resolved());
const leaving = (...names: string[]) => joinRecorded(plan, names).map(({ name, kind }) => `${name} ${kind}`);

describe("stacks that left the manifest", () => {
  test("are those that the backend records and the plan lacks, what refers to others first", () => {
    expect(
      leaving("prod-dns", "prod-eu-west-1", "prod-global-data", "prod-us-east-1", "prod-us-east-1-apps", "prod-edge"),
    ).toEqual(["prod-us-east-1-apps apps", "prod-us-east-1 region", "prod-global-data global-data"]);
  });

  test("are found under their full names too", () => {
    expect(leaving("organization/shop/prod-us-east-1")).toEqual(["prod-us-east-1 region"]);
  });

  test("are never another environment's, nor stacks that are none of ours", () => {
    expect(leaving("staging-eu-west-1", "prod-eu-us-east-1", "production-dns", "prod-mine", "prod")).toEqual([]);
  });
});
