import { hoursOf } from "../cron";
import type { ResourceGraph } from "../graph/graph";
import { actionsOf, shareOn } from "../graph/schedule";
import { TYPES } from "../graph/types";
import { GraphView } from "../graph/view";
import { promisesEveryHour } from "../manifest/every-hour";
import type { Manifest } from "../manifest/manifest";

/** Hours of a week in which a schedule leaves a service no instance; what is proved holds in the others. */
export interface OffHours {
  readonly service: string;
  readonly region: string;
  /** Of 168. */
  readonly hours: number;
  /** Why they must not be; undefined where nobody promised these hours. */
  readonly promised?: string;
}

/** In the order of the graph's groups. Pure. */
export function offHours({ resources }: ResourceGraph, manifest?: Manifest): readonly OffHours[] {
  const view = new GraphView(resources);
  const promised = manifest && promisesEveryHour(manifest);
  return view.ofType(TYPES.group).flatMap((group) => {
    const hours = hoursOf(1 - shareOn(actionsOf(group, view)));
    if (hours === 0) return [];
    const where = { service: group.part ?? group.name, region: group.region ?? "unknown region" };
    return [{ ...where, hours, ...(promised !== undefined && { promised }) }];
  });
}
