import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withMore } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: { targetType: "instance" } },
    { type: TYPES.group, name: "web", inputs: { minSize: 2, targetGroupArns: [ref("targets")] } },
  ],
};

export const noPetBehindBalancer = rule({
  id: "small/no-pet-behind-balancer",
  title: "Balancers get their targets from groups or services, not from single instances",
  scope: "stack",
  severity: perTier("info", "warning", "error", "error"),
  why: "An instance that is registered by hand is replaced by hand, at night. And what it was given by hand since then is gone.",
  source:
    "EC2 Auto Scaling, attach a load balancer to your group, https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html",
  fix: "make a scaling group (or a service) that registers its members by itself, be it of one instance",
  types: [TYPES.targetGroup, TYPES.targetGroupAttachment, TYPES.instance, TYPES.group, TYPES.classicLoadBalancer],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withMore(
        { type: TYPES.instance, name: "pet", inputs: {} },
        {
          type: TYPES.targetGroupAttachment,
          name: "by-hand",
          inputs: { targetGroupArn: ref("targets"), targetId: ref("pet") },
        },
      ),
    ),
  },
  subjects: (world) => world.all(TYPES.targetGroup, TYPES.classicLoadBalancer),
  judge(targets, world) {
    if (targets.type === TYPES.classicLoadBalancer) {
      if (!world.has(targets, "instances")) return pass();
      return fail("names its instances one by one", { input: "instances" });
    }
    for (const attachment of world.referrers(targets, [TYPES.targetGroupAttachment], "targetGroupArn")) {
      const pet = petOf(attachment, targets, world);
      if (pet !== undefined)
        return fail(`has the single instance ${pet} for a target (${attachment.name})`, { related: [attachment] });
    }
    return pass();
  },
});

/** An instance by reference, by its id, or by an address of it. Functions, balancers and other addresses are none. */
function petOf(attachment: GraphResource, targets: GraphResource, world: World): string | undefined {
  const [instance] = world.linked(attachment, "targetId", TYPES.instance);
  if (instance) return instance.name;
  // Default instance [ELB API, CreateTargetGroup, TargetType].
  const kind = world.text(targets, "targetType") ?? "instance";
  if (kind === "lambda" || kind === "alb" || world.view.from(attachment).some(({ input }) => input === "targetId"))
    return undefined;
  const id = world.text(attachment, "targetId");
  if (id === undefined) throw unseen(attachment, "targetId");
  return /^i-/.test(id) ? id : undefined;
}
