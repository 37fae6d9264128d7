import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { graceCoversBoot } from "../../../../policies/rules/compute/grace-covers-boot";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const group = (inputs: object) => withInputs("web", { ...inputs });
const hook = (lifecycleTransition: string) =>
  withMore({
    type: TYPES.lifecycleHook,
    name: "hook",
    inputs: { autoscalingGroupName: ref("web"), lifecycleTransition },
  });
const noManifest = declaring({ services: undefined } as never);

describeRule(graceCoversBoot, {
  rows: [
    ["one second short", group({ healthCheckGracePeriod: 109 }), "fail", /109 s after launch.*take 110 s/],
    ["no grace period: the default of 300 s", group({ healthCheckGracePeriod: undefined }), "pass"],
    ["a grace period of nothing", group({ healthCheckGracePeriod: 0 }), "fail", /alone take 20 s/],
    ["a slower health check", withInputs("targets", { healthCheck: { interval: 30 } }), "fail", /take 180 s/],
    ["the default health check", withInputs("targets", { healthCheck: undefined }), "fail", /take 180 s/],
    ["a machine's own check", group({ healthCheckType: "EC2", healthCheckGracePeriod: 0 }), "pass"],
    [
      "held by a hook",
      [group({ healthCheckGracePeriod: 0, defaultInstanceWarmup: 0 }), hook("autoscaling:EC2_INSTANCE_LAUNCHING")],
      "pass",
    ],
    ["a hook at the end", [group({ healthCheckGracePeriod: 0 }), hook("autoscaling:EC2_INSTANCE_TERMINATING")], "fail"],
    [
      "held by a hook of its own",
      group({
        healthCheckGracePeriod: 0,
        initialLifecycleHooks: [{ name: "x", lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING" }],
      }),
      "pass",
    ],
    ["no warm-up", group({ defaultInstanceWarmup: undefined }), "fail", /no defaultInstanceWarmup/],
    ["a warm-up that is off", group({ defaultInstanceWarmup: -1 }), "fail"],
    ["a warm-up that is too short", group({ defaultInstanceWarmup: 30 }), "fail", /after 30 s.*\(90 s\)/],
    [
      "the policy's own warm-up",
      [group({ defaultInstanceWarmup: undefined }), withInputs("web-cpu", { estimatedInstanceWarmup: 120 })],
      "pass",
    ],
    [
      "no policy, a machine's own check",
      [without("web-cpu"), group({ healthCheckType: "EC2", defaultInstanceWarmup: undefined })],
      "does not apply",
    ],
    ["no manifest", noManifest, "unknown", /services/],
    ["no manifest, and no grace", [noManifest, group({ healthCheckGracePeriod: 0 })], "fail"],
    ["part of no declared service", withResource("web", { part: "other" }), "unknown", /service that web is part of/],
    ["a grace period not known", group({ healthCheckGracePeriod: UNKNOWN }), "unknown", /healthCheckGracePeriod/],
    [
      "a grace period not known, and no warm-up",
      group({ healthCheckGracePeriod: UNKNOWN, defaultInstanceWarmup: undefined }),
      "fail",
    ],
  ],
});
