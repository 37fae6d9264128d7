import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { shutdownOrder } from "../../../../policies/rules/k8s/shutdown-order";
import { container, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(shutdownOrder, {
  rows: [
    [
      "the default grace period covers it",
      withInputs("shop", workloadSpec({ terminationGracePeriodSeconds: undefined })),
      "pass",
    ],
    [
      "a wait as long as the grace period",
      withInputs("shop", workloadSpec({ terminationGracePeriodSeconds: 10 })),
      "fail",
      /waits 10 s .* killed after 10 s/,
    ],
    [
      "a wait by a shell",
      withInputs(
        "shop",
        workloadSpec({
          containers: [container({ lifecycle: { preStop: { exec: { command: ["/bin/sh", "-c", "sleep 45"] } } } })],
          terminationGracePeriodSeconds: 30,
        }),
      ),
      "fail",
      /waits 45 s/,
    ],
    [
      "no wait at all",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ lifecycle: { preStop: { sleep: { seconds: 0 } } } })] }),
      ),
      "fail",
      /0 s/,
    ],
    [
      "a hook that does something else",
      withInputs(
        "shop",
        workloadSpec({ containers: [container({ lifecycle: { preStop: { exec: { command: ["/drain"] } } } })] }),
      ),
      "unknown",
      /preStop hook/,
    ],
    [
      "nothing sends it requests",
      [without("shop-service"), withInputs("shop", workloadSpec({ terminationGracePeriodSeconds: 1 }))],
      "does not apply",
    ],
    ["not known", withInputs("shop", workloadSpec({ terminationGracePeriodSeconds: UNKNOWN })), "unknown"],
  ],
});
