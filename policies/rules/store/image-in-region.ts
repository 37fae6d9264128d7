import { changed, withInputs } from "../../change-sample";
import { imagesOf, registryRegion } from "../../facts/images";
import { PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, unseen } from "../../world/unseen";

const image = (region: string): string => `111122223333.dkr.ecr.${region}.amazonaws.com/shop/web:1.4.2`;
const containers = (region: string) => ({
  containerDefinitions: JSON.stringify([{ name: "web", image: image(region) }]),
});

const compliant: Sample = {
  resources: [
    { type: TYPES.ecsTaskDefinition, name: "web", region: "us-east-1", inputs: containers("us-east-1") },
    { type: TYPES.ecsService, name: "web-service", region: "us-east-1", inputs: { taskDefinition: ref("web") } },
  ],
};

export const imageInRegion = rule({
  id: "store/image-in-region",
  title: "Containers start from a registry of the region that they run in",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A node that starts while the registry's region is down finds no image: the region that should take over can neither grow nor replace what fails.",
  source:
    "Amazon ECR, private image replication, https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html; AWS Fault Isolation Boundaries, https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html",
  fix: "replicate the repository to each region that runs it, and name the registry of that region",
  types: [TYPES.ecsTaskDefinition, ...PODS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web", containers("eu-west-1"))) },
  subjects: (world) =>
    world.all(TYPES.ecsTaskDefinition, ...PODS).filter((one) => !world.has(one, "metadata.ownerReferences")),
  judge(workload, world): readonly Verdict[] {
    return imagesOf(workload, world).flatMap(({ container, input, reference }): Verdict | readonly Verdict[] => {
      const read = known(reference);
      if (!read)
        return { verdict: "unknown", key: container, missing: `image of ${container} in ${workload.name}`, input };
      const home = registryRegion(read.value);
      // Other registries are of no region.
      if (home === undefined) return [];
      if (workload.region === undefined) throw unseen(workload, "region");
      if (home === workload.region) return pass(container);
      return fail(`starts ${container} in ${workload.region} from a registry in ${home}`, { key: container, input });
    });
  },
});
