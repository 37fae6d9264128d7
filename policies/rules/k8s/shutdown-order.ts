import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { containerPaths, POD, servicesOf, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

export const shutdownOrder = rule({
  id: "k8s/shutdown-order",
  title: "A pod that serves waits before it stops, and has time left to finish after the wait",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "A pod is told to stop at the same moment as the load balancer learns of it. Without a wait it closes while requests still arrive; where the wait uses up the grace period it is killed in the middle of them. Each deploy and each scale-in then fails requests.",
  source:
    "EKS best practices, load balancing, gracefully handle the client requests, https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html; Kubernetes, pod termination (30 s by default, the pre-stop hook included), https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
  fix: "add a preStop sleep of some seconds, and a terminationGracePeriodSeconds longer than that by the longest request",
  types: [...WORKLOADS, TYPES.service],
  elsewhere: [],
  example: {
    compliant: manifests,
    failing: changed(
      manifests,
      withInputs("shop", workloadSpec({ containers: [container({ lifecycle: undefined })] })),
    ),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world) {
    if (servicesOf(workload, world).length === 0) return undefined;
    const hooks = containerPaths(workload, world)
      .map((path) => `${path}.lifecycle.preStop`)
      .filter((path) => world.has(workload, path));
    if (hooks.length === 0)
      return fail("stops at once when it is told to: no container has a preStop wait", { input: "spec" });
    const waits = hooks.flatMap((path) => {
      const seconds = waitOf(workload, path, world);
      return seconds === undefined ? [] : [seconds];
    });
    const grace = world.number(workload, `${POD}.terminationGracePeriodSeconds`) ?? 30;
    const longest = Math.max(0, ...waits);
    if (longest >= grace)
      return fail(`waits ${longest} s before it stops and is killed after ${grace} s`, {
        input: `${POD}.terminationGracePeriodSeconds`,
      });
    if (waits.length === 0) return unknown(`how long the preStop hook of ${workload.name} waits`);
    return longest > 0 ? pass() : fail("stops at once when it is told to: its preStop wait is 0 s", { input: "spec" });
  },
});

/** Seconds of a hook that sleeps, by Kubernetes itself or in a shell; undefined for one that does something else. */
function waitOf(workload: GraphResource, hook: string, world: World): number | undefined {
  const own = world.number(workload, `${hook}.sleep.seconds`);
  if (own !== undefined) return own;
  const command = world.texts(workload, `${hook}.exec.command`).join(" ");
  const seconds = /(?:^|[\s;&/])sleep\s+(\d+(?:\.\d+)?)s?\b/.exec(command)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
