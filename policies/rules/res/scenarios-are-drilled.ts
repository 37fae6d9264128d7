import { changed, withInputs } from "../../change-sample";
import { servingRegions } from "../../facts/regions";
import { demandWhole } from "../../facts/whole";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const group = (region: string) => ({ type: TYPES.group, name: `web-${region}`, region });
const compliant: Sample = {
  resources: [
    group("eu-west-1"),
    group("us-east-1"),
    {
      type: TYPES.regionSwitchPlan,
      name: "leave-a-region",
      region: "us-east-1",
      inputs: { regions: ["eu-west-1", "us-east-1"], recoveryApproach: "activeActive" },
    },
  ],
  declared: { regions: ["eu-west-1", "us-east-1"] },
};

export const scenariosAreDrilled = rule({
  id: "res/scenarios-are-drilled",
  title: "The loss of each region can be drilled",
  scope: "environment",
  severity: perTier("none", "none", "info", "warning"),
  why: "A failover that nobody ever did fails in the details. An experiment or a region switch plan that names every region makes the drill a button and not a project.",
  source:
    "AWS Resilience Hub user guide, recommended experiments, https://docs.aws.amazon.com/resilience-hub/latest/userguide/testing.html",
  fix: "make a region switch plan over all regions, or a fault experiment in each",
  types: [TYPES.regionSwitchPlan, TYPES.faultExperiment],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("leave-a-region", { regions: ["us-east-1"] })) },
  subjects: (world) => (servingRegions(world).length < 2 ? [] : [world.environment]),
  judge(_environment, world) {
    demandWhole("experiments and switch plans", world);
    const planned = world.all(TYPES.regionSwitchPlan).flatMap((plan) => world.texts(plan, "regions"));
    const tried = world.all(TYPES.faultExperiment).flatMap(({ region }) => region ?? []);
    const drilled = new Set([...planned, ...tried]);
    const missing = servingRegions(world).filter((region) => !drilled.has(region));
    if (missing.length === 0) return pass();
    return fail(`has no experiment and no switch plan for ${missing.join(", ")}`);
  },
});
