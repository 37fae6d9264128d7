import { changed, withInputs } from "../../change-sample";
import { secretsVolumes } from "../../facts/secret-volumes";
import { PODS, podOf } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { manifests, workloadSpec } from "../../samples/kubernetes";

const withVolume = (readOnly: unknown) =>
  withInputs(
    "shop",
    workloadSpec({
      volumes: [
        {
          name: "secrets",
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly,
            volumeAttributes: { secretProviderClass: "shop" },
          },
        },
      ],
    }),
  );

const compliant = changed(manifests, withVolume(true));

export const secretsVolumeReadOnly = rule({
  id: "k8s/secrets-volume-read-only",
  title: "A volume of the Secrets Store driver is mounted read-only",
  scope: "resource",
  severity: perTier("error", "error", "error", "error"),
  why: "The driver refuses a volume that is not: the pods wait in ContainerCreating and never start, at the deploy or when a node is replaced at night.",
  source:
    "Secrets Store CSI driver, usage, https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage, and the check of read-only mode, https://github.com/kubernetes-sigs/secrets-store-csi-driver/pull/117",
  fix: "set readOnly of the volume's csi block to true",
  types: PODS,
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withVolume(undefined)) },
  subjects: (world) => world.all(...PODS),
  judge(workload, world): readonly Verdict[] | undefined {
    const volumes = secretsVolumes(workload, world);
    if (volumes.length === 0) return undefined;
    return volumes.map((path) => {
      const input = `${path}.readOnly`;
      const key = path.slice(podOf(workload).length + 1);
      if (world.flag(workload, input) === true) return pass(key);
      return fail("mounts secrets by a volume that is not read-only, which the driver refuses", { key, input });
    });
  },
});
