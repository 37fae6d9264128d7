import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { isPublic, kindOf } from "../../facts/balancers";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: { internal: false } },
    {
      type: TYPES.listener,
      name: "http",
      inputs: {
        loadBalancerArn: ref("entry"),
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
      },
    },
  ],
};

export const listenerEncrypts = rule({
  id: "sec/listener-encrypts",
  title: "What a public balancer hears over HTTP it only sends on to HTTPS",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Whoever stands between a user and the balancer reads passwords and sessions that are sent over HTTP, and writes into the answers.",
  source:
    "AWS Security Hub control ELB.1, https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  fix: "let the HTTP listener redirect to HTTPS and do nothing else",
  types: [TYPES.loadBalancer, TYPES.listener, TYPES.listenerRule, TYPES.classicLoadBalancer],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_2", note: "asks it of internal balancers too" },
    { tool: "security-hub", id: "ELB.1" },
    { tool: "trivy", id: "AWS-0054" },
    { tool: "aws-config", id: "alb-http-to-https-redirection-check" },
    {
      tool: "cdk-nag",
      id: "AwsSolutions-ELB5",
      note: "classic balancers only, each of their listeners, internal or not",
    },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("http", { defaultActions: [{ type: "forward" }] })),
  },
  subjects: (world) => world.all(TYPES.listener, TYPES.classicLoadBalancer),
  judge: (subject, world) =>
    subject.type === TYPES.classicLoadBalancer ? judgeClassic(subject, world) : judgeListener(subject, world),
});

function judgeListener(listener: GraphResource, world: World): Verdict | undefined {
  const protocol = world.text(listener, "protocol");
  if (protocol !== undefined && protocol !== "HTTP") return undefined;
  const [balancer] = world.follow(listener, "loadBalancerArn", TYPES.loadBalancer);
  if (!balancer || kindOf(balancer, world) !== "application") return undefined;
  // Without a protocol an application balancer's listener speaks HTTP [registry of the AWS provider].
  if (!isPublic(balancer, world)) return undefined;
  if (answersInPlain(listener, "defaultActions", world))
    return fail(`answers over HTTP: ${balancer.name} is public, and nothing sends users on to HTTPS`, {
      input: "defaultActions",
      related: [balancer],
    });
  const [open] = world
    .referrers(listener, [TYPES.listenerRule], "listenerArn")
    .filter((one) => answersInPlain(one, "actions", world));
  return open ? fail("answers over HTTP by a rule of its own", { key: "rule", related: [open] }) : pass();
}

/** True where an action forwards, or redirects to HTTP; a fixed answer (a 404, a challenge of ACME) tells nobody's secret. */
const answersInPlain = (holder: GraphResource, input: string, world: World): boolean =>
  anyOf(world.list(holder, input).keys(), (at) => {
    const type = world.text(holder, `${input}[${at}].type`);
    if (type === "redirect") return world.text(holder, `${input}[${at}].redirect.protocol`) !== "HTTPS";
    return type !== "fixed-response";
  });

/** A classic balancer can't redirect; one that speaks TLS too leaves that to its instances, which nothing here shows. */
function judgeClassic(balancer: GraphResource, world: World): Verdict | undefined {
  if (!isPublic(balancer, world)) return undefined;
  const protocols = world
    .list(balancer, "listeners")
    .map((_, at) => (world.text(balancer, `listeners[${at}].lbProtocol`) ?? "").toUpperCase());
  if (!protocols.includes("HTTP")) return protocols.length > 0 ? pass() : undefined;
  if (protocols.includes("HTTPS")) return pass();
  return fail("speaks HTTP to the internet and no HTTPS", { input: "listeners" });
}
