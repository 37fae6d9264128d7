import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { globalSample } from "../../facts/global-sample";
import { type GlobalGroup, globalDatabases, globalDatastores } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant = changed(
  globalSample,
  withInputs("orders-eu", { preferredMaintenanceWindow: "mon:03:00-mon:04:00" }),
  withInputs("orders-us", { preferredMaintenanceWindow: "wed:03:00-wed:04:00" }),
);

export const changesStaggered = rule({
  id: "same/changes-staggered",
  title: "Two regions of one store are never maintained in the same hour",
  scope: "environment",
  severity: perTier("none", "none", "warning", "warning"),
  why: "A patch that goes wrong, or restarts every node, then meets the copy at the same time, and there is nothing to fail over to.",
  source:
    "Amazon Builders' Library, automating safe, hands-off deployments (one Region at a time), https://aws.amazon.com/builders-library/automating-safe-hands-off-deployments/",
  fix: "give each region's member a maintenance window of its own, on another day",
  types: [TYPES.globalCluster, TYPES.globalReplicationGroup, TYPES.dbCluster, TYPES.replicationGroup],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("orders-us", { preferredMaintenanceWindow: "mon:03:30-mon:04:30" })),
  },
  subjects: (world) => world.all(TYPES.globalCluster, TYPES.globalReplicationGroup),
  judge(global, world): readonly Verdict[] | undefined {
    const group = groupsOf(world).find(({ resource }) => resource === global);
    if (!group || group.members.length < 2) return undefined;
    const windows = group.members.map((member) => [member, known(() => windowOf(member, world))] as const);
    return windows.flatMap(([one, own], at) =>
      windows.slice(at + 1).map(([other, others]): Verdict => {
        const key = `${one.region ?? one.name} ${other.region ?? other.name}`;
        // Without one AWS picks an hour of each region's night, at random [ModifyDBCluster, ModifyReplicationGroup].
        if (!own || !others)
          return { verdict: "unknown", key, missing: `maintenance window of ${one.name} or ${other.name}` };
        if (own.value === undefined || others.value === undefined || !overlap(own.value, others.value))
          return pass(key);
        return fail(`is maintained in ${one.region} (${own.value}) and ${other.region} (${others.value}) at once`, {
          key,
          related: [one, other],
        });
      }),
    );
  },
});

const groupsOf = (world: World): readonly GlobalGroup[] => [...globalDatabases(world), ...globalDatastores(world)];

const windowOf = (member: GraphResource, world: World): string | undefined =>
  world.text(member, member.type === TYPES.dbCluster ? "preferredMaintenanceWindow" : "maintenanceWindow");

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEK = DAYS.length * 24 * 60;

/** Minutes of the week in which a window begins and ends: `sat:23:30-sun:00:30`. */
function minutesOf(window: string): readonly [from: number, to: number] | undefined {
  const ends = window
    .toLowerCase()
    .split("-")
    .map((end) => {
      const [, day = "", hour = "", minute = ""] = /^(\w{3}):(\d\d):(\d\d)$/.exec(end) ?? [];
      return DAYS.indexOf(day) * 24 * 60 + Number(hour) * 60 + Number(minute);
    });
  const [from = -1, to = -1] = ends;
  return from < 0 || to < 0 || ends.length !== 2 ? undefined : [from, to < from ? to + WEEK : to];
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [minutesOf(one), minutesOf(other)];
  if (!a || !b) return one === other;
  // Either may run over the end of the week.
  return [-WEEK, 0, WEEK].some((shift) => a[0] < b[1] + shift && b[0] + shift < a[1]);
}
