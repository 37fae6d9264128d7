import { SECRET_PROVIDER_CLASS } from "./outside-types";
import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** Controllers that do nothing but act on AWS, by their images. */
const CONTROLLERS =
  /cluster-autoscaler|karpenter\/controller|aws-load-balancer-controller|external-dns|aws-(ebs|efs|fsx)-csi-driver|external-secrets/;

const PODS: readonly string[] = [TYPES.deployment, TYPES.statefulSet, TYPES.daemonSet];

/** What runs under a role by its service account and can do nothing without rights; undefined where nothing such is seen. */
export const podsInNeed = (role: GraphResource, world: World): GraphResource | undefined =>
  world
    .referrers(role, [TYPES.podIdentity], "roleArn")
    .flatMap((association) => podsOf(association, world))
    .find((pods) => isController(pods, world) || mountsSecrets(pods, world));

function podsOf(association: GraphResource, world: World): readonly GraphResource[] {
  const [namespace, account] = ["namespace", "serviceAccount"].map((input) => world.peek(association, input));
  return world
    .all(...PODS)
    .filter(
      (pods) =>
        pods.region === association.region &&
        typeof account === "string" &&
        world.peek(pods, "metadata.namespace") === namespace &&
        world.peek(pods, "spec.template.spec.serviceAccountName") === account,
    );
}

const isController = (pods: GraphResource, world: World): boolean =>
  world
    .list(pods, "spec.template.spec.containers")
    .some((_, at) => CONTROLLERS.test(String(world.peek(pods, `spec.template.spec.containers[${at}].image`))));

/** Secrets of AWS's are fetched with the rights of the pod that mounts them [github.com/aws/secrets-store-csi-driver-provider-aws]. */
function mountsSecrets(pods: GraphResource, world: World): boolean {
  const mounted = world
    .list(pods, "spec.template.spec.volumes")
    .some((_, at) => world.peek(pods, `spec.template.spec.volumes[${at}].csi.driver`) === "secrets-store.csi.k8s.io");
  const isOfAws = (one: GraphResource): boolean =>
    one.stack === pods.stack &&
    world.peek(one, "metadata.namespace") === world.peek(pods, "metadata.namespace") &&
    world.peek(one, "spec.provider") === "aws";
  return mounted && world.all(SECRET_PROVIDER_CLASS).some(isOfAws);
}
