import type { GraphResource } from "../graph/graph";
import type { Manifest } from "../manifest/manifest";
import { OPTIMIZED } from "./meters/databases";
import { INFREQUENT, LIFECYCLE } from "./meters/upkeep";
import { SCHEDULE, shareOn } from "./schedule";

/** Something that may cost less and is no value of the manifest: what it makes of the resources, and how people do it. */
export interface Measure {
  readonly id: MeasureId;
  readonly what: string;
  readonly how: string;
  /** What only the team can know before it does this. */
  readonly ask: string;
  readonly apply: (resources: readonly GraphResource[]) => readonly GraphResource[];
  /** Why it keeps no promise of the manifest, whatever the proofs say; undefined: nothing speaks against it. */
  readonly breaks?: string;
}
export const MEASURE_IDS = ["io-optimized", "night", "infrequent-access"] as const;
export type MeasureId = (typeof MEASURE_IDS)[number];

const CLUSTER = "aws:rds/cluster:Cluster";
const GROUP = "aws:autoscaling/group:Group";
const BUCKET = "aws:s3/bucket:Bucket";

/** Every measure that is tried: a finite list. None deletes data or makes a resource anew. */
export const measuresOf = (manifest: Manifest, resources: readonly GraphResource[]): readonly Measure[] => [
  ...clusterMeasures(resources),
  ...nightMeasures(manifest, resources),
  ...bucketMeasures(resources),
];

/** Each Aurora store by itself, in all its regions. */
function clusterMeasures(resources: readonly GraphResource[]): readonly Measure[] {
  const clusters = resources.filter(({ type, inputs }) => type === CLUSTER && inputs.storageType !== OPTIMIZED);
  return [...new Set(clusters.map(({ part, name }) => part ?? name))].map((store) => ({
    id: "io-optimized",
    what: `${store}: storage whose I/O is not billed (Aurora I/O-Optimized)`,
    how: "aws rds modify-db-cluster --storage-type aurora-iopt1, in each region; back after 30 days at the earliest",
    ask: "rests on what is assumed of I/O a request: look at VolumeReadIOPs and VolumeWriteIOPs first",
    apply: (all) =>
      all.map((each) =>
        each.type === CLUSTER && (each.part ?? each.name) === store
          ? { ...each, inputs: { ...each.inputs, storageType: OPTIMIZED } }
          : each,
      ),
  }));
}

/** Working hours: on weekdays from 7 to 20 o'clock. */
const HOURS = { on: "0 7 * * 1-5", off: "0 20 * * 1-5" } as const;

/** All groups of instances of an environment stop at night and on weekends. */
function nightMeasures(manifest: Manifest, resources: readonly GraphResource[]): readonly Measure[] {
  const groups = resources.filter(({ type }) => type === GROUP);
  if (groups.length === 0) return [];
  const actions = groups.flatMap(scheduled);
  const hours = Math.round(shareOn(actions.slice(0, 2)) * 168);
  const breaks = promisedAtNight(manifest, hours);
  return [
    {
      id: "night",
      what: `instances run ${hours} of 168 hours a week: from 7 to 20 o'clock on weekdays`,
      how: "two scheduled actions on each group: sizes 0 at 20:00, as they were at 7:00; `scalekit drift` sees other sizes at night",
      ask: "nobody may need it at night; its databases, caches and balancers go on",
      apply: (all) => [...all, ...actions],
      ...(breaks !== undefined && { breaks }),
    },
  ];
}

function promisedAtNight({ environment, objectives }: Manifest, hours: number): string | undefined {
  const promised = `${Number((objectives.availability * 100).toFixed(4))} %`;
  if (environment === "production")
    return `production promises ${promised} at every hour, and would answer in ${hours} of 168`;
  if (objectives.gate === "mandatory") return `objectives.gate is mandatory, and ${promised} asks for every hour`;
  return undefined;
}

const scheduled = (group: GraphResource): readonly GraphResource[] =>
  (["off", "on"] as const).map((state) => ({
    ...group,
    id: `${group.id}-${state}`,
    type: SCHEDULE,
    name: `${group.name}-${state}`,
    inputs: {
      recurrence: HOURS[state],
      ...(state === "off"
        ? { minSize: 0, maxSize: 0, desiredCapacity: 0 }
        : { minSize: group.inputs.minSize ?? 0, maxSize: group.inputs.maxSize ?? 0 }),
    },
    references: { autoscalingGroupName: [group.id] },
    dependsOn: [],
    sources: {},
    transformed: [],
  }));

/** Buckets without rules of their own; what is written down elsewhere is left as it is. */
function bucketMeasures(resources: readonly GraphResource[]): readonly Measure[] {
  const ruled = new Set(
    resources.filter(({ type }) => type === LIFECYCLE).flatMap(({ references }) => references.bucket ?? []),
  );
  const buckets = resources.filter(({ type, id }) => type === BUCKET && !ruled.has(id));
  if (buckets.length === 0) return [];
  return [
    {
      id: "infrequent-access",
      what: `${buckets.length} ${buckets.length === 1 ? "bucket moves" : "buckets move"} what is older than 30 days to infrequent access`,
      how: "a lifecycle rule with a transition to STANDARD_IA after 30 days",
      ask: "reading it again costs by the GB, and objects under 128 KB stay where they are",
      apply: (all) => [...all, ...buckets.map(lifecycleOf)],
    },
  ];
}

const lifecycleOf = (bucket: GraphResource): GraphResource => ({
  ...bucket,
  id: `${bucket.id}-lifecycle`,
  type: LIFECYCLE,
  name: `${bucket.name}-lifecycle`,
  inputs: {
    rules: [{ id: "infrequent", status: "Enabled", filter: {}, transitions: [{ days: 30, storageClass: INFREQUENT }] }],
  },
  references: { bucket: [bucket.id] },
  dependsOn: [],
  sources: {},
  transformed: [],
});
