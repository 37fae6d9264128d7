import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { probesDiffer } from "../../../../policies/rules/k8s/probes-differ";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(probesDiffer, {
  rows: [
    [
      "no readiness",
      withInputs("shop", workloadSpec({ containers: [container({ readinessProbe: undefined })] })),
      "fail",
      /no readiness probe/,
    ],
    [
      "no liveness is better than a wrong one",
      withInputs("shop", workloadSpec({ containers: [container({ livenessProbe: undefined })] })),
      "pass",
    ],
    [
      "nothing sends it requests",
      [
        without("shop-service"),
        withInputs("shop", workloadSpec({ containers: [container({ readinessProbe: undefined })] })),
      ],
      "does not apply",
    ],
    [
      "another path",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ livenessProbe: { httpGet: { path: "/live", port: 8080 } } })] }),
      ),
      "pass",
    ],
    [
      "the same call, written in another order",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ livenessProbe: { httpGet: { port: 8080, path: "/ready" } } })] }),
      ),
      "fail",
      /container shop on the call/,
    ],
    [
      "the same port by TCP reaches nothing behind",
      withInputs("shop", workloadSpec({ containers: [container({ readinessProbe: { tcpSocket: { port: 8080 } } })] })),
      "pass",
    ],
    [
      "a port that is not known",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ livenessProbe: { httpGet: { path: "/ready", port: UNKNOWN } } })] }),
      ),
      "unknown",
    ],
  ],
});
