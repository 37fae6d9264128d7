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

/** Policies that make a classic balancer's clients stick. */
const COOKIES: readonly string[] = [TYPES.balancerCookie, TYPES.applicationCookie];

export const noStickySession = rule({
  id: "small/no-sticky-session",
  title: "Any instance can answer any client",
  scope: "stack",
  severity: perTier("info", "warning", "error", "error"),
  why: "Clients that stick to an instance lose their session with it, and new instances get none of the old load: the group grows and the hot ones stay hot.",
  source:
    "Well-Architected, REL05-BP07 make systems stateless where possible, https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_mitigate_interaction_failure_stateless.html; target group stickiness, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html; classic balancers, https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-sticky-sessions.html",
  fix: "keep sessions in a shared store and turn stickiness off; where it only spares a cache, keep the cookie short",
  types: [
    TYPES.targetGroup,
    TYPES.classicLoadBalancer,
    ...COOKIES,
    TYPES.cloudflareLoadBalancer,
    TYPES.service,
    TYPES.replicationGroup,
    TYPES.table,
  ],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("targets", { stickiness: { type: "lb_cookie", enabled: true } })),
  },
  subjects: (world) =>
    world.all(TYPES.targetGroup, TYPES.classicLoadBalancer, TYPES.cloudflareLoadBalancer, TYPES.service),
  judge(subject, world) {
    if (subject.type === TYPES.classicLoadBalancer) return classic(subject, world);
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

/** Without a period, and with the application's cookie, a client sticks as long as its browser is open [ELB, classic, sticky sessions]. */
function classic(balancer: GraphResource, world: World): Verdict {
  const [policy] = world.referrers(balancer, COOKIES, "loadBalancer");
  if (!policy) return pass();
  const seconds = world.number(policy, "cookieExpirationPeriod");
  return sticky(balancer, seconds, "name", world, "as long as the browser is open");
}

function sticky(
  subject: GraphResource,
  seconds: number | undefined,
  input: string,
  world: World,
  byDefault = "by default about a day",
): Verdict {
  const store = world.all(TYPES.replicationGroup, TYPES.table)[0];
  if (!store) return fail("keeps each client on one target, and no shared store holds the sessions", { input });
  if (seconds !== undefined && seconds < DAY) return pass();
  const life = seconds === undefined ? byDefault : `${seconds} s`;
  return fail(`keeps each client on one target for long (${life})`, { input, related: [subject] });
}
