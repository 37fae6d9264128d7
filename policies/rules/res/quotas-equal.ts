import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { servingRegions } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const quota = (region: string) => ({
  type: TYPES.serviceQuota,
  name: `vcpus-${region}`,
  region,
  inputs: { serviceCode: "ec2", quotaCode: "L-1216C47A", value: 512 },
});
const group = (region: string) => ({ type: TYPES.group, name: `web-${region}`, region, inputs: { minSize: 3 } });
const compliant: Sample = {
  resources: [group("eu-west-1"), group("us-east-1"), quota("eu-west-1"), quota("us-east-1")],
};

export const quotasEqual = rule({
  id: "res/quotas-equal",
  title: "A quota that was raised in one region is raised as far in the others",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "Quotas are a region's own. The region that takes over meets the one that nobody raised there, and raising it takes longer than the outage.",
  source:
    "Well-Architected Framework, REL01-BP06, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_manage_service_limits_suff_buffer_limits.html",
  fix: "ask for the same quota in each region that serves",
  types: [TYPES.serviceQuota, TYPES.group, TYPES.ecsService, TYPES.lambda],
  elsewhere: [
    { tool: "trusted-advisor", id: "Service limits", note: "present use against each limit, one region at a time" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("vcpus-us-east-1", { value: 64 })) },
  subjects: (world) => (servingRegions(world).length < 2 ? [] : world.all(TYPES.serviceQuota)),
  judge(quota, world) {
    const regions = servingRegions(world);
    if (quota.region === undefined || !regions.includes(quota.region)) return undefined;
    const value = world.number(quota, "value");
    const code = world.text(quota, "quotaCode");
    if (value === undefined || code === undefined) return undefined;
    return regions
      .filter((region) => region !== quota.region)
      .map((region) => {
        const there = world.all(TYPES.serviceQuota).filter((other) => other.region === region);
        const values = there
          .filter((other) => sameQuota(other, quota, world))
          .map((other) => world.number(other, "value") ?? 0);
        if (values.some((other) => other >= value)) return pass(region);
        return fail(
          `is ${value} in ${quota.region} and ${values.length === 0 ? "was not raised" : Math.max(...values)} in ${region}, which has to take over`,
          { key: region, input: "value" },
        );
      });
  },
});

const sameQuota = (one: GraphResource, other: GraphResource, world: World): boolean =>
  world.text(one, "quotaCode") === world.text(other, "quotaCode") &&
  world.text(one, "serviceCode") === world.text(other, "serviceCode");
