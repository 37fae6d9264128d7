import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withResource } from "../../change-sample";
import { managedByCapacityProvider, policiesOf, targetsOfService } from "../../facts/scaling";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 3, maxSize: 9, desiredCapacity: 3 },
      ignoreChanges: ["desiredCapacity"],
    },
    { type: TYPES.scalingPolicy, name: "web-cpu", inputs: { autoscalingGroupName: ref("web") } },
  ],
};

export const desiredNotPinned = rule({
  id: "compute/desired-not-pinned",
  title: "A count that a policy owns is not written in code as well",
  scope: "stack",
  severity: perTier("none", "error", "error", "error"),
  why: "A deployment at the peak puts the written count back: most of the instances that the policies added are stopped at once, under full load.",
  source:
    "Application Auto Scaling and Amazon ECS, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html; the same for deployments on Kubernetes: https://github.com/zegl/kube-score/blob/master/README_CHECKS.md",
  fix: "leave the count out, or ignore its changes (ignoreChanges, ignore_changes)",
  types: [
    TYPES.group,
    TYPES.scalingPolicy,
    TYPES.ecsService,
    TYPES.ecsCapacityProvider,
    TYPES.appScalingTarget,
    TYPES.appScalingPolicy,
  ],
  elsewhere: [
    {
      tool: "kube-score",
      id: "deployment-targeted-by-hpa-does-not-have-replicas-configured",
      note: "deployments of Kubernetes only",
    },
  ],
  example: { compliant, failing: changed(compliant, withResource("web", { ignoreChanges: [] })) },
  subjects: (world) => world.all(TYPES.group, TYPES.ecsService).filter((scaled) => isOwned(scaled, world)),
  judge(scaled, world) {
    const input = scaled.type === TYPES.group ? "desiredCapacity" : "desiredCount";
    if (scaled.ignoreChanges.includes(input)) return pass();
    if (!world.has(scaled, input)) return pass();
    if (isWholeState(scaled)) return unknown(`whether changes of ${input} of ${scaled.name} are ignored`, { input });
    const count = world.peek(scaled, input);
    const written = typeof count === "number" || typeof count === "string" ? `${count}` : "a count";
    return fail(`is scaled by policies but its code sets ${input} to ${written}, to which each deployment returns`, {
      input,
    });
  },
});

function isOwned(scaled: GraphResource, world: World): boolean {
  if (policiesOf(scaled, world).length > 0) return true;
  return scaled.type === TYPES.group
    ? managedByCapacityProvider(scaled, world)
    : targetsOfService(scaled, world).length > 0;
}

/**
 * States of other tools hold the count of the moment whoever set it, and not which changes their code ignores. Pulumi's hold
 * the program's own inputs.
 */
const isWholeState = ({ id, outputs }: GraphResource): boolean => outputs !== undefined && !id.startsWith("urn:");
