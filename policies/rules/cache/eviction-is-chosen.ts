import { changed, withInputs } from "../../change-sample";
import { parametersOf } from "../../facts/parameters";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.cacheParameterGroup,
      name: "parameters",
      inputs: { family: "valkey8", parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }] },
    },
    { type: TYPES.replicationGroup, name: "sessions", inputs: { parameterGroupName: ref("parameters") } },
  ],
};

export const evictionIsChosen = rule({
  id: "cache/eviction-is-chosen",
  title: "A cache says what it throws away when its memory is full",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "By default only what has a time to live is thrown away, and where nothing has, writes fail. A default group cannot be changed: on the day that it matters the group has to be replaced first.",
  source:
    "Amazon ElastiCache User Guide, parameter management, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html (default groups cannot be modified); maxmemory-policy, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
  fix: "name a parameter group of your own that sets maxmemory-policy",
  types: [TYPES.replicationGroup, TYPES.cacheParameterGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { parameterGroupName: undefined })) },
  subjects: (world) => world.all(TYPES.replicationGroup),
  judge(cache, world) {
    // Secondaries of a global datastore have the parameters of its primary.
    if (world.has(cache, "globalReplicationGroupId")) return undefined;
    const name = world.peek(cache, "parameterGroupName");
    const input = "parameterGroupName";
    if (name === undefined || (typeof name === "string" && name.startsWith("default.")))
      return fail("has the engine's default parameters", { input });
    const [group] = world.follow(cache, input, TYPES.cacheParameterGroup);
    if (group && parametersOf(group, world).has("maxmemory-policy")) return pass();
    return fail(`has a parameter group that leaves maxmemory-policy to the engine`, {
      input,
      related: group ? [group] : [],
    });
  },
});
