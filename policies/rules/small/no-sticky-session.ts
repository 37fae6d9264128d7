import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: { stickiness: { type: "lb_cookie", enabled: false } } },
  ],
};

export const noStickySession = rule({
  id: "small/no-sticky-session",
  title: "Any instance can answer any client",
  scope: "stack",
  severity: perTier("info", "warning", "error", "error"),
  why: "Clients that stick to an instance lose their session with it, and new instances get none of the old load: the group grows and the hot ones stay hot.",
  source:
    "Well-Architected, REL05-BP07 make systems stateless where possible, https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_mitigate_interaction_failure_stateless.html; target group stickiness, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
  fix: "keep sessions in a shared store and turn stickiness off; where it only spares a cache, keep the cookie short",
  types: [TYPES.targetGroup, TYPES.cloudflareLoadBalancer, TYPES.service, TYPES.replicationGroup, TYPES.table],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("targets", { stickiness: { type: "lb_cookie", enabled: true } })),
  },
  subjects: (world) => world.all(TYPES.targetGroup, TYPES.cloudflareLoadBalancer, TYPES.service),
  judge(subject, world) {
    if (subject.type === TYPES.service) {
      // Default None [Kubernetes API, ServiceSpec, sessionAffinity].
      if (world.text(subject, "spec.sessionAffinity") !== "ClientIP") return pass();
      return fail("sends each client to one pod (sessionAffinity ClientIP)", { input: "spec" });
    }
    if (subject.type === TYPES.cloudflareLoadBalancer) {
      const affinity = world.text(subject, "sessionAffinity") ?? "none";
      if (affinity === "none" || affinity === "") return pass();
      return sticky(subject, world.number(subject, "sessionAffinityTtl"), "sessionAffinity", world);
    }
    if (!world.has(subject, "stickiness")) return pass();
    const path = Array.isArray(world.peek(subject, "stickiness")) ? "stickiness[0]" : "stickiness";
    // Default true where the block is there [@pulumi/aws TargetGroup, stickiness].
    if (world.flag(subject, `${path}.enabled`) === false) return pass();
    return sticky(subject, world.number(subject, `${path}.cookieDuration`), "stickiness", world);
  },
});

/** The default of both: about a day [TargetGroup, cookieDuration; Cloudflare, sessionAffinityTtl is 23 hours]. */
const DAY = 82_800;

function sticky(subject: GraphResource, seconds: number | undefined, input: string, world: World): Verdict {
  const store = world.all(TYPES.replicationGroup, TYPES.table)[0];
  if (!store) return fail("keeps each client on one target, and no shared store holds the sessions", { input });
  if (seconds !== undefined && seconds < DAY) return pass();
  const life = seconds === undefined ? "by default about a day" : `${seconds} s`;
  return fail(`keeps each client on one target for long (${life})`, { input, related: [subject] });
}
