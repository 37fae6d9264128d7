import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { globalSample } from "../../facts/global-sample";
import { globalDatabases, globalOf } from "../../facts/links";
import { parametersOf, RPO_PARAMETER } from "../../facts/parameters";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const ONE = ["engine", "engineVersion", "iamDatabaseAuthenticationEnabled", "port"] as const;

export const globalSettingsAgree = rule({
  id: "db/global-settings-agree",
  title:
    "Members of a global database have the same version, logs and ways to log in, and forward writes where that is declared",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "Switchover and managed failover need equal versions. A secondary with other settings behaves otherwise from the minute it is the writer, with nobody watching for that.",
  source:
    "Switchover and failover of Aurora global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
  fix: "set the same on every member",
  types: [TYPES.globalCluster, TYPES.dbCluster, TYPES.dbClusterParameterGroup],
  elsewhere: [],
  example: {
    compliant: globalSample,
    failing: changed(globalSample, withInputs("orders-us", { engineVersion: "16.6" })),
  },
  subjects: (world) => globalDatabases(world).flatMap(({ secondaries }) => secondaries),
  judge(secondary, world) {
    const primary = globalOf(secondary, world)?.primary;
    if (!primary) return undefined;
    const verdicts = ONE.map((input): Verdict => {
      const both = known(() => [world.text(primary, input), world.text(secondary, input)] as const);
      if (!both) return { verdict: "unknown", key: input, missing: `${input} of ${primary.name} or ${secondary.name}` };
      const [wanted, got] = both.value;
      // What a secondary leaves out it takes from the global database, or both have the cloud's default.
      if (got === wanted || wanted === undefined || got === undefined) return pass(input);
      return fail(`has ${input} ${got} where the primary has ${wanted}`, { key: input, input });
    });
    const logs = (cluster: typeof secondary) =>
      [...world.texts(cluster, "enabledCloudwatchLogsExports")].sort().join(", ");
    const both = known(() => [logs(primary), logs(secondary)] as const);
    const missing = `enabledCloudwatchLogsExports of ${primary.name} or ${secondary.name}`;
    if (!both) return [...verdicts, { verdict: "unknown", key: "logs", missing }];
    const [wanted, got] = both.value;
    const message = `exports ${got === "" ? "no logs" : got} where the primary exports ${wanted === "" ? "none" : wanted}`;
    return [
      ...verdicts,
      got === wanted ? pass("logs") : fail(message, { key: "logs", input: "enabledCloudwatchLogsExports" }),
      ...parametersAgree(primary, secondary, world),
      ...forwards(secondary, world),
    ];
  },
});

/** Where services of other regions are declared to write through their own cluster, it has to forward what they write. */
function forwards(secondary: GraphResource, world: World): Verdict[] {
  const store = secondary.part === undefined ? undefined : world.declares("stores")?.[secondary.part];
  if (store?.otherRegionsWrite !== "forwarding") return [];
  const input = "enableGlobalWriteForwarding";
  const written = known(() => world.flag(secondary, input));
  if (!written) return [{ verdict: "unknown", key: input, missing: `${input} of ${secondary.name}`, input }];
  if (written.value === true) return [pass(input)];
  return [fail(`forwards no writes, where services in ${secondary.region} write through it`, { key: input, input })];
}

/** Groups are a region's own; what they set has to be the same. Compared only where both groups are in the graph. */
function parametersAgree(primary: GraphResource, secondary: GraphResource, world: World): Verdict[] {
  const input = "dbClusterParameterGroupName";
  const [ours] = world.linked(secondary, input, TYPES.dbClusterParameterGroup);
  const [theirs] = world.linked(primary, input, TYPES.dbClusterParameterGroup);
  if (!ours || !theirs || ours === theirs) return [];
  const both = known(() => [parametersOf(theirs, world), parametersOf(ours, world)] as const);
  if (!both)
    return [{ verdict: "unknown", key: "parameters", missing: `parameters of ${ours.name} or ${theirs.name}` }];
  const [wanted, got] = both.value;
  const names = [...new Set([...wanted.keys(), ...got.keys()])].sort();
  // Whether the secondary shall hold writes back once it is the writer is a choice of its own: db/global-rpo-parameter.
  const other = names.find((name) => name !== RPO_PARAMETER && wanted.get(name) !== got.get(name));
  if (other === undefined) return [pass("parameters")];
  const message = `has ${other} ${got.get(other) ?? "at its default"} where the primary has ${wanted.get(other) ?? "the default"}`;
  return [fail(message, { key: "parameters", input, related: [ours] })];
}
