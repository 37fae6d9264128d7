import { changed, withInputs } from "../../change-sample";
import { servingRegions, sizeOf, unitsByService } from "../../facts/regions";
import { demandWhole } from "../../facts/whole";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

/** Target tracking scales out on three datapoints of a minute [Auto Scaling User Guide, target tracking]. */
const NOTICED_SECONDS = 180;

const group = (region: string, minSize: number) => ({
  type: TYPES.group,
  name: `web-${region}`,
  region,
  part: "web",
  inputs: { minSize, maxSize: 20 },
});
const compliant: Sample = {
  resources: [group("eu-west-1", 4), group("us-east-1", 4)],
  declared: {
    regions: ["eu-west-1", "us-east-1"],
    steadyRps: 400,
    rtoSeconds: 60,
    services: {
      web: { runs: "instances", capacityRps: 100, minimum: 4, maximum: 20, bootSeconds: 120, reads: [], writes: [] },
    },
  },
};

export const standbyEqualsPrimary = rule({
  id: "res/standby-equals-primary",
  title: "What runs in the other regions carries the load of one that is lost",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "When a region fails everybody in it wants capacity elsewhere at once, and starting instances needs a control plane on its worst day. What already runs is what can be counted on; starting more counts only where the recovery time objective leaves room for it.",
  source:
    "Amazon Builders' Library, Static stability using Availability Zones, https://aws.amazon.com/builders-library/static-stability-using-availability-zones/",
  fix: "raise services.<name>.scaling.minimum, or allow a longer objectives.rto",
  types: [TYPES.group, TYPES.deployment, TYPES.podAutoscaler],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("web-eu-west-1", { minSize: 2 }),
      withInputs("web-us-east-1", { minSize: 2 }),
    ),
  },
  subjects: (world) => (servingRegions(world).length < 2 ? [] : [world.environment]),
  judge(_environment, world) {
    demandWhole("capacity of each region", world);
    return [...unitsByService(world).keys()].flatMap((name) => judgeService(name, world));
  },
});

function judgeService(name: string, world: World): Verdict[] {
  const service = world.declared("services")[name];
  const units = unitsByService(world).get(name) ?? [];
  const regions = [...new Set(units.flatMap(({ region }) => region ?? []))];
  if (!service || regions.length < 2) return [];
  const steady = world.declared("steadyRps");
  const bootSeconds = service.bootSeconds ?? 0;
  const inTime = NOTICED_SECONDS + bootSeconds <= world.declared("rtoSeconds");
  return regions.map((lost): Verdict => {
    const left = units.filter(({ region }) => region !== lost).map((unit) => sizeOf(unit, world));
    const running = left.reduce((sum, { least }) => sum + least, 0) * service.capacityRps;
    const possible = left.reduce((sum, { most }) => sum + most, 0) * service.capacityRps;
    const key = `${name} ${lost}`;
    if (running >= steady || (inTime && possible >= steady)) return pass(key);
    return fail(
      `without ${lost} the ${name} that runs elsewhere carries ${running} of ${steady} requests a second, and starting more takes ${NOTICED_SECONDS + bootSeconds} s where ${world.declared("rtoSeconds")} s are allowed`,
      { key, related: units },
    );
  });
}
