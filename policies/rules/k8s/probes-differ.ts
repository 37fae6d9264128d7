import { isUnknown } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { containerName, containerPaths, servicesOf, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const HANDLERS = ["httpGet", "tcpSocket", "exec", "grpc"] as const;

export const probesDiffer = rule({
  id: "k8s/probes-differ",
  title: "Pods that serve say when they are ready, and are not restarted by that same call",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without readiness a pod gets requests before it can answer. Where liveness makes the same call, a database that is slow for a minute fails it everywhere: every pod restarts at once, and a short fault is an outage.",
  source:
    "kube-score checks pod-probes and pod-probes-identical, https://github.com/zegl/kube-score/blob/master/README_PROBES.md",
  fix: "add a readiness probe, and let liveness (if there is one) ask the process alone, of nothing behind it",
  types: [...WORKLOADS, TYPES.service],
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_9", note: "of every pod, whether a service sends it requests or not" },
    { tool: "kube-score", id: "pod-probes" },
    { tool: "kube-score", id: "pod-probes-identical" },
  ],
  example: {
    compliant: manifests,
    failing: changed(
      manifests,
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ livenessProbe: { httpGet: { path: "/ready", port: 8080 } } })] }),
      ),
    ),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world): readonly Verdict[] | undefined {
    if (servicesOf(workload, world).length === 0) return undefined;
    const paths = containerPaths(workload, world);
    const ready = paths.some((path) => world.has(workload, `${path}.readinessProbe`));
    const verdicts = paths.flatMap((path): Verdict[] => {
      const [live, readiness] = [`${path}.livenessProbe`, `${path}.readinessProbe`];
      if (!world.has(workload, live) || !world.has(workload, readiness)) return [];
      const key = containerName(workload, path, world);
      const same = HANDLERS.find((handler) => world.has(workload, `${live}.${handler}`));
      if (same === undefined || !world.has(workload, `${readiness}.${same}`)) return [pass(key)];
      // A TCP connection reaches nothing behind the process: the same port twice does no harm.
      if (same === "tcpSocket") return [pass(key)];
      const [a, b] = [world.value(workload, `${live}.${same}`), world.value(workload, `${readiness}.${same}`)];
      if (hasUnknown(a) || hasUnknown(b)) throw unseen(workload, live);
      if (canonical(a) !== canonical(b)) return [pass(key)];
      return [
        fail(`restarts container ${key} on the call that says it is ready (${canonical(a)})`, { key, input: live }),
      ];
    });
    if (!ready)
      return [fail("serves requests and has no readiness probe", { key: "readiness", input: "spec" }), ...verdicts];
    return [pass("readiness"), ...verdicts];
  },
});

const canonical = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b))))
    : JSON.stringify(value);

const hasUnknown = (value: unknown): boolean =>
  isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
