import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { alike, type Slot, shapeOf, slotsOf, stackRegion } from "../../facts/shape";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-1"];
const compliant: Sample = {
  resources: REGIONS.flatMap((region) => [
    { type: TYPES.loadBalancer, name: `entry-${region}`, region, part: "entry", inputs: { idleTimeout: 60 } },
    { type: TYPES.listener, name: `https-${region}`, region, part: "entry", inputs: { port: 443 } },
  ]),
  declared: { regions: REGIONS, primary: "eu-west-1", routing: "active-active" },
};

/** The writer's side of a store has these alone; members of a global one take the rest from it. */
const WRITERS: ReadonlySet<string> = new Set([
  TYPES.secret,
  TYPES.appScalingTarget,
  TYPES.appScalingPolicy,
  TYPES.dbClusterInstance,
  "aws:secretsmanager/secretVersion:SecretVersion",
  "random:index/randomPassword:RandomPassword",
]);
const PRIVATE_RANGE = /\b(?:10|172-(?:1[6-9]|2\d|3[01])|192-168)(?:-\d+){2,4}$/;
/** What members of a global store take from it, or have because they are members. */
const INHERITED: Readonly<Record<string, RegExp>> = {
  [TYPES.dbCluster]:
    /^(masterUsername|masterPassword|databaseName|enableGlobalWriteForwarding|sourceRegion|globalClusterIdentifier)/,
  [TYPES.replicationGroup]:
    /^(autoMinorVersionUpgrade|transitEncryption|atRestEncryption|parameterGroupName|engine|nodeType|globalReplicationGroupId)/,
};

export const shape = rule({
  id: "same/shape",
  title: "Regions that serve at the same time have the same resources with the same settings",
  scope: "environment",
  severity: perTier("none", "none", "warning", "warning"),
  why: "What only one region lacks shows on the day that the others' users come to it: a closed port, a smaller fleet, a role without rights.",
  source:
    "AWS Well-Architected, REL13-BP04 manage configuration drift at the DR site or Region, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
  fix: "make the region's resources from the same program and settings as the others'",
  types: [TYPES.group, TYPES.loadBalancer, TYPES.targetGroup, TYPES.ingressRule, TYPES.dbCluster, TYPES.deployment],
  elsewhere: [{ tool: "prowler", id: "vpc_different_regions", note: "asks only for networks in several regions" }],
  example: { compliant, failing: changed(compliant, without("https-us-east-1")) },
  subjects(world) {
    const found = new Set(world.resources.flatMap((resource) => (resource.custom && resource.region) || []));
    if (found.size < 2 || world.declared("routing") !== "active-active") return [];
    const regions = world.declared("regions");
    return slotsOf(regions, world).flatMap(({ byRegion }) => [...byRegion.values()].slice(0, 1));
  },
  judge(subject, world) {
    const regions = world.declared("regions");
    const slot = slotsOf(regions, world).find(({ byRegion }) => [...byRegion.values()][0] === subject);
    if (!slot || slot.expected.length < 2) return undefined;
    return [...absences(slot, world), ...differences(slot, regions)];
  },
});

/** What the writer's side alone has may be missing elsewhere; what all others have may not. */
function absences(slot: Slot, world: World): Verdict[] {
  const [subject] = slot.byRegion.values();
  const missing = slot.expected.filter((region) => !slot.byRegion.has(region));
  const primary = world.declared("primary");
  if (!subject || missing.length === 0) return [];
  const writers = WRITERS.has(subject.type) && [...slot.byRegion.keys()].join() === primary;
  // What lets another region's network in is there for each region but its own.
  if (writers || PRIVATE_RANGE.test(subject.name)) return [];
  // Only a copy lags: the primary has nothing to measure.
  if (missing.join() === primary && subject.type === TYPES.alarm && /lag/i.test(metricsOf(subject))) return [];
  return missing.map((region) =>
    fail(`is in ${[...slot.byRegion.keys()].join(" and ")}, and not in ${region}`, { key: `not in ${region}` }),
  );
}

const metricsOf = ({ inputs }: GraphResource): string => JSON.stringify([inputs.metricName, inputs.metricQueries]);

function differences({ byRegion }: Slot, regions: readonly string[]): Verdict[] {
  const all = [...byRegion.values()];
  const [first, ...others] = all;
  if (!first) return [];
  const shapes = new Map(all.map((one) => [one, shapeOf(one, stackRegion(one, regions) ?? "")]));
  const paths = new Set([...shapes.values()].flatMap((one) => [...one.keys()]));
  const found = [...paths].flatMap((path): Verdict[] => {
    const value = (one: GraphResource): readonly string[] | undefined => shapes.get(one)?.get(path);
    const other = others.find((one) => !alike(value(one), value(first)));
    if (!other || (INHERITED[first.type]?.test(path) && all.some((one) => value(one) === undefined))) return [];
    return [
      fail(`has ${path} ${shown(value(first))} in ${first.region}, and ${shown(value(other))} in ${other.region}`, {
        key: path,
        related: [other],
      }),
    ];
  });
  return found.length > 0 || others.length === 0 ? found : [pass()];
}

const shown = (values: readonly string[] | undefined): string => values?.join(", ") ?? "not written";
