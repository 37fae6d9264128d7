import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { secretsVolumeReadOnly } from "../../../../policies/rules/k8s/secrets-volume-read-only";
import { workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const withVolumes = (...volumes: readonly unknown[]) => withInputs("shop", workloadSpec({ volumes }));
const driver = "secrets-store.csi.k8s.io";

describeRule(secretsVolumeReadOnly, {
  rows: [
    ["written to", withVolumes({ csi: { driver, readOnly: false } }), "fail", /not read-only/],
    ["another driver", withVolumes({ csi: { driver: "efs.csi.aws.com" } }), "does not apply"],
    ["the second of two", withVolumes({ csi: { driver, readOnly: true } }, { csi: { driver } }), "fail"],
    ["no volumes", withVolumes(), "does not apply"],
    ["not known", withVolumes({ csi: { driver, readOnly: UNKNOWN } }), "unknown", /readOnly of shop/],
  ],
});
