import type { PlannedStack } from "../../blueprints/plan/plan";
import type { AutoscalingGroup } from "../../components/compute/autoscaling-group";
import type { EntryPoint } from "../../components/compute/entry-point";
import type { Cluster } from "../../components/kubernetes/cluster";
import { Alarms } from "../../components/observability/alarms";
import type { Watched } from "../../components/observability/alarms-args";
import type { Key } from "../../components/security/key";
import { partOf, partsOf } from "./program";
import type { StackProviders } from "./provider";
import type { Stores } from "./stores";

/** What a region made, by the names of its parts. */
export interface MadeInRegion {
  readonly key: Key;
  readonly stores: Stores;
  readonly entry: EntryPoint | undefined;
  readonly cluster: Cluster | undefined;
  readonly services: ReadonlyMap<string, AutoscalingGroup>;
}

/** Alarms on all that serves in the region. */
export function makeRegionAlarms(stack: PlannedStack, made: MadeInRegion, opts: StackProviders): Alarms {
  const { name, args } = partOf(stack, "alarms");
  return new Alarms(
    name,
    {
      ...args,
      keyArn: made.key.arn,
      ...(made.entry && { entry: made.entry }),
      targets: targets(stack, made),
      groups: groups(stack, made),
      ...made.stores.watched,
    },
    opts,
  );
}

const targets = (stack: PlannedStack, { services, cluster }: MadeInRegion): NonNullable<Watched["targets"]> => [
  ...partsOf(stack, "service").flatMap(({ name, args: { schedule } }) => {
    const arnSuffix = services.get(name)?.targetGroupArnSuffix;
    return arnSuffix ? [{ name, arnSuffix, rests: schedule !== undefined }] : [];
  }),
  ...Object.entries(cluster?.targetGroupArnSuffixes ?? {}).map(([name, arnSuffix]) => ({ name, arnSuffix })),
];

/** A group of a fixed size is always at its maximum: that is no news. */
const groups = (stack: PlannedStack, { services }: MadeInRegion): NonNullable<Watched["groups"]> =>
  partsOf(stack, "service").flatMap(({ name, args: { minimum, maximum } }) => {
    const groupName = services.get(name)?.groupName;
    return groupName && minimum < maximum ? [{ name, groupName, maximum }] : [];
  });
