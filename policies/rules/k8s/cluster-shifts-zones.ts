import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.eksCluster, name: "services", inputs: { zonalShiftConfig: { enabled: true } } }],
};

export const clusterShiftsZones = rule({
  id: "k8s/cluster-shifts-zones",
  title: "Traffic between pods can be taken out of a zone in trouble by one call",
  scope: "resource",
  severity: perTier("none", "none", "warning", "warning"),
  why: "A zone that is ill and not dead keeps its nodes ready and its pods in every service: requests inside the cluster go on being lost there. A zonal shift cordons the zone's nodes and takes its pods out of all services; a cluster that is not registered for it has to be emptied by hand.",
  source:
    "Amazon EKS user guide, learn about ARC zonal shift in Amazon EKS, https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html",
  fix: "set zonalShiftConfig.enabled of the cluster",
  types: [TYPES.eksCluster],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("services", { zonalShiftConfig: undefined })) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const input = "zonalShiftConfig.enabled";
    if (world.flag(cluster, input) === true) return pass();
    return fail("cannot be shifted out of a zone: zonal shift is off", { input });
  },
});
