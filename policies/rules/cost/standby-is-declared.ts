import { changed, withInputs } from "../../change-sample";
import { KEEPERS, keptBy, likeIn } from "../../facts/capacity-kept";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue, unseen } from "../../world/unseen";

const group = (region: string, minSize: number) => ({
  type: TYPES.group,
  name: `web-${region}`,
  region,
  part: "web",
  inputs: { minSize, maxSize: 20 },
});

const compliant: Sample = {
  declared: { primary: "eu-west-1", regions: ["eu-west-1", "us-east-1"], routing: "active-passive" },
  resources: [group("eu-west-1", 6), group("us-east-1", 2)],
};

export const standbyIsDeclared = rule({
  id: "cost/standby-is-declared",
  title: "Capacity stands in declared regions only, and a standby keeps no more than the primary",
  scope: "environment",
  severity: perTier("none", "info", "warning", "warning"),
  why: "A standby that nobody declared is paid for, in no drill, and never switched to. One larger than the primary waits for traffic that can't come.",
  source:
    "Well-Architected, REL13-BP02 use defined recovery strategies (pilot light, warm standby), https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_planning_for_recovery_disaster_recovery.html",
  fix: "remove what runs in a region that nobody declared, or declare it; let the standby keep what its recovery needs",
  types: [
    TYPES.group,
    TYPES.eksNodeGroup,
    TYPES.ecsService,
    TYPES.dbCluster,
    TYPES.dbClusterInstance,
    TYPES.dbInstance,
    TYPES.replicationGroup,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web-us-east-1", { minSize: 9 })) },
  subjects(world) {
    const all = world.all(...KEEPERS).filter(({ region }) => region !== undefined);
    const regions = new Set([...all.map(({ region }) => region), ...(world.declares("regions") ?? [])]);
    return regions.size > 1 ? all : [];
  },
  judge(resource, world) {
    const { region = "" } = resource;
    if (!world.declared("regions").includes(region))
      return fail(`runs in ${region}, which is none of the declared regions (${world.declared("regions").join(", ")})`);
    const primary = world.declared("primary");
    if (region === primary || world.declared("routing") !== "active-passive") return pass();
    const like = likeIn(primary, resource, world);
    if (!like) throw new UnseenValue(`what ${resource.name} stands in for in ${primary}`);
    const kept = keptBy(resource, world);
    const needed = keptBy(like, world);
    if (kept === undefined) throw unseen(resource, "its size");
    if (needed === undefined) throw unseen(like, "its size");
    if (kept <= needed) return pass();
    return fail(`keeps ${kept} in the standby region ${region} where ${like.name} in ${primary} keeps ${needed}`, {
      related: [like],
    });
  },
});
