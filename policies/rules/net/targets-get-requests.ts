import { changed, without } from "../../change-sample";
import { membersOf } from "../../facts/balancers";
import { pathsOf } from "../../facts/listener-rules";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { allOf } from "../../world/any";

const forward = (name: string, path: string) => ({
  type: TYPES.listenerRule,
  name,
  inputs: {
    listenerArn: ref("https"),
    actions: [{ type: "forward", targetGroupArn: ref("targets") }],
    conditions: [{ pathPattern: { values: [path] } }],
  },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.listener, name: "https", inputs: { port: 443, defaultActions: [{ type: "fixed-response" }] } },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080, healthCheck: { path: "/healthz" } } },
    forward("checks", "/healthz"),
    forward("everything", "/*"),
    { type: TYPES.group, name: "web", inputs: { targetGroupArns: [ref("targets")] } },
  ],
};

export const targetsGetRequests = rule({
  id: "net/targets-get-requests",
  title: "What a listener sends to a service is more than health checks",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Every check is green and every user is refused: the rule that brings them is gone, and the one for the checks is left.",
  source:
    "Elastic Load Balancing, listener rules for your Application Load Balancer, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
  fix: "add a listener rule for the service's paths or hosts",
  types: [TYPES.targetGroup, TYPES.listener, TYPES.listenerRule, TYPES.group, TYPES.eksNodeGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("everything")) },
  subjects: (world) => world.all(TYPES.targetGroup),
  judge(targets, world) {
    if (membersOf(targets, world).length === 0) return undefined;
    const ways = world.referrers(targets, [TYPES.listener, TYPES.listenerRule]);
    if (ways.length === 0) return undefined;
    const checked = world.text(targets, "healthCheck.path");
    const onlyChecks = allOf(
      ways,
      (way) => way.type === TYPES.listenerRule && pathsOf(way, world)?.every((path) => path === checked) === true,
    );
    if (!onlyChecks) return pass();
    return fail(`gets ${checked} and nothing else`, { related: ways });
  },
});
