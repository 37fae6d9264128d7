import { changed, withInputs } from "../../change-sample";
import { globalOf } from "../../facts/links";
import { keptCaches } from "../../facts/sessions";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.replicationGroup,
      name: "sessions",
      part: "sessions",
      inputs: { nodeType: "cache.r7g.large", numCacheClusters: 3 },
    },
  ],
  declared: {
    services: {
      web: { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9, reads: [], writes: ["sessions"] },
    },
  },
};

/** Families whose bandwidth and processor are lent beyond a low baseline: t2, t3, t4g. */
const BURSTABLE = /^cache\.t\d/;

export const speedIsSteady = rule({
  id: "cache/speed-is-steady",
  title: "A cache that every request asks runs on nodes whose speed does not depend on credits",
  scope: "resource",
  severity: perTier("none", "none", "warning", "warning"),
  why: "A cache.t4g.micro sends 0.064 Gbit/s for good and up to 5 while credits last: at a long peak, or when the others' users come too, all services wait for the same cache at once.",
  source:
    "ElastiCache User Guide, supported node types (baseline and burst bandwidth by type; above the baseline on a best-effort basis), https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
  fix: "choose a node type of a memory-optimised or general family, such as cache.r7g.large or cache.m7g.large",
  types: [TYPES.replicationGroup, TYPES.globalReplicationGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { nodeType: "cache.t4g.medium" })) },
  subjects: keptCaches,
  judge(group, world) {
    const primary = globalOf(group, world)?.primary ?? group;
    const type = world.text(group, "nodeType") ?? world.text(primary, "nodeType");
    if (type === undefined) return undefined;
    return BURSTABLE.test(type)
      ? fail(`runs on ${type}, which is fast while its credits last`, { input: "nodeType" })
      : pass();
  },
});
