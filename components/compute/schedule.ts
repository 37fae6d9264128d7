import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";

/**
 * Two actions that change the group's sizes at the times of its schedule: to none, and back to its own. Between a stop and a
 * start Auto Scaling's policies find nothing to scale, since no more than none is allowed.
 */
export function makeSchedule(make: Make, name: string, group: aws.autoscaling.Group, settings: GroupSettings): void {
  const { schedule, minimum, maximum, transform } = settings;
  if (!schedule) return;
  const { start, stop, timeZone } = schedule;
  const action = (state: "start" | "stop", recurrence: string, sizes: Sizes) =>
    make(
      aws.autoscaling.Schedule,
      `${name}-${state}`,
      { autoscalingGroupName: group.name, scheduledActionName: state, recurrence, timeZone, ...sizes },
      {
        transform: transform.schedule,
        from: { "": "schedule", minSize: "minimum", maxSize: "maximum", desiredCapacity: "minimum" },
      },
    );
  action("stop", stop, { minSize: 0, maxSize: 0, desiredCapacity: 0 });
  action("start", start, { minSize: minimum, maxSize: maximum, desiredCapacity: minimum });
}

type Sizes = Required<Pick<aws.autoscaling.ScheduleArgs, "minSize" | "maxSize" | "desiredCapacity">>;
