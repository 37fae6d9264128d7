import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";

/** Unique in its group, and known to the instances' user data. */
export const launchHookName = (name: string): string => `${name}-launch`;

/** What AWS accepts [oracle: aws_autoscaling_lifecycle_hook.heartbeat_timeout]. */
const HEARTBEAT = { shortest: 30, longest: 7200 } as const;

const heartbeat = (seconds: number): number =>
  Math.min(HEARTBEAT.longest, Math.max(HEARTBEAT.shortest, Math.ceil(seconds)));

/**
 * - launch, with a warm pool only: an instance says itself when it is ready (see user-data.ts); without that it would be
 *   stopped into the pool half made. One that doesn't within three times its boot time is given up. Without a pool the
 *   load balancer's health check does this better, and an image that can't call Auto Scaling still serves.
 * - termination, where asked for: holds a leaving instance for its time, then lets it go.
 *
 * They are resources of their own: a hook inside the group replaces the group when it comes, goes or changes
 * [oracle: aws_autoscaling_group.initial_lifecycle_hook]. So instances that a new group launches before the hook is there
 * aren't held; if one of them is stopped half made, it fails its health check when it is needed and is replaced.
 */
export function makeHooks(
  make: Make,
  name: string,
  group: aws.autoscaling.Group,
  { warmPool, bootSeconds, shutdownSeconds, transform }: GroupSettings,
): void {
  if (warmPool > 0) {
    make(
      aws.autoscaling.LifecycleHook,
      `${name}-launch`,
      {
        name: launchHookName(name),
        autoscalingGroupName: group.name,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        defaultResult: "ABANDON",
        heartbeatTimeout: heartbeat(bootSeconds * 3),
      },
      { transform: transform.hook, from: { "": "warmPool", heartbeatTimeout: "bootSeconds" } },
    );
  }
  if (shutdownSeconds > 0) {
    make(
      aws.autoscaling.LifecycleHook,
      `${name}-shutdown`,
      {
        name: `${name}-shutdown`,
        autoscalingGroupName: group.name,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        defaultResult: "CONTINUE",
        heartbeatTimeout: heartbeat(shutdownSeconds),
      },
      { transform: transform.hook, from: { "": "shutdownSeconds" } },
    );
  }
}
