import { changed, withInputs } from "../../change-sample";
import { endsOf, routingOf } from "../../facts/dns";
import { evaluatorsOf, isLastResort } from "../../facts/health-chain";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "balancer" },
    {
      type: TYPES.record,
      name: "www",
      inputs: {
        name: "www.example.com",
        type: "A",
        setIdentifier: "eu",
        latencyRoutingPolicies: [{ region: "eu-west-1" }],
        aliases: [{ name: ref("balancer"), evaluateTargetHealth: true }],
      },
    },
  ],
};

export const healthEvaluated = rule({
  id: "edge/health-evaluated",
  title: "A record that is routed, or whose health others take over, has a health check or evaluates its target",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "A record without health is always taken as healthy: Route 53 goes on sending users to a region that is gone.",
  source:
    "Route 53 Developer Guide, how Route 53 chooses records when health checking is configured, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
  fix: "set healthCheckId, or evaluateTargetHealth where the alias leads to a balancer or a bucket",
  types: [TYPES.record, TYPES.healthCheck, TYPES.loadBalancer],
  elsewhere: [{ tool: "trusted-advisor", id: "Cb877eB72b", note: "asks only whether the check was deleted" }],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("www", { aliases: [{ name: ref("balancer"), evaluateTargetHealth: false }] }),
    ),
  },
  subjects: (world) =>
    world
      .all(TYPES.record)
      .filter((record) => routingOf(record, world) !== undefined || evaluatorsOf(record, world).length > 0),
  judge(record, world) {
    const evaluators = evaluatorsOf(record, world);
    // The last resort needs no health: Route 53 answers with it when all else is unhealthy.
    if (isLastResort(record, world) && evaluators.length === 0) return undefined;
    if (world.has(record, "healthCheckId")) return pass();
    const aliases = world.list(record, "aliases").keys();
    if (!anyOf(aliases, (index) => world.flag(record, `aliases[${index}].evaluateTargetHealth`) === true))
      return fail("is taken as healthy always: no health check, and its target is not evaluated", {
        input: "healthCheckId",
        related: evaluators,
      });
    const blind = endsOf(record, world).resources.find(({ type }) => BLIND.some((of) => type.startsWith(of)));
    if (!blind) return pass();
    // [Route53/latest/APIReference/API_AliasTarget.html; apigateway/latest/developerguide/dns-failover.html]
    return fail(`evaluates ${blind.name}, which has no health to evaluate: it needs a health check`, {
      input: "healthCheckId",
      related: [blind],
    });
  },
});

/** Targets that Route 53 takes as healthy whatever happens behind them. */
const BLIND = ["aws:cloudfront/", "aws:apigateway/", "aws:apigatewayv2/"];
