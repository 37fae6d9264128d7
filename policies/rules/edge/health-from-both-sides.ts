import { changed, withInputs } from "../../change-sample";
import { endsOf, routingOf } from "../../facts/dns";
import { evaluates, evaluatorsOf, isLastResort } from "../../facts/health-chain";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "balancer" },
    { type: TYPES.healthCheck, name: "check", inputs: { type: "HTTPS", fqdn: "eu.example.com" } },
    {
      type: TYPES.record,
      name: "www",
      inputs: {
        name: "www.example.com",
        type: "A",
        setIdentifier: "eu",
        latencyRoutingPolicies: [{ region: "eu-west-1" }],
        healthCheckId: ref("check"),
        aliases: [{ name: ref("balancer"), evaluateTargetHealth: true }],
      },
    },
  ],
};

export const healthFromBothSides = rule({
  id: "edge/health-from-both-sides",
  title: "A record that chooses between regions knows a balancer's health from inside and from outside",
  scope: "environment",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "The balancer sees whether its targets answer, a check from outside whether users get that far: an expired certificate, a shut door or a lost listener. Each alone keeps sending users to a region that is down in the other's way.",
  source:
    "Route 53 API Reference, AliasTarget (EvaluateTargetHealth), https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html; Developer Guide, how health checks work in complex configurations, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html",
  fix: "set evaluateTargetHealth of the alias to true, and healthCheckId to a check of a name that the region has alone",
  types: [TYPES.record, TYPES.healthCheck, TYPES.loadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("www", { healthCheckId: undefined })) },
  subjects: (world) => world.all(TYPES.record).filter((record) => routingOf(record, world) !== undefined),
  judge(record, world): readonly Verdict[] | undefined {
    if (!world.has(record, "aliases") || (isLastResort(record, world) && evaluatorsOf(record, world).length === 0))
      return undefined;
    const { resources } = endsOf(record, world);
    const balancers = resources.filter(({ type }) => type === TYPES.loadBalancer);
    if (balancers.length === 0 || balancers.length < resources.length) return undefined;
    const inside: Verdict = evaluates(record, world)
      ? pass("inside")
      : fail("does not ask what it leads to: whether targets answer is not known to DNS", {
          key: "inside",
          input: "aliases",
          related: balancers,
        });
    // What only ever stands in for another is answered with whatever a check says.
    if (isLastResort(record, world)) return [inside];
    if (world.has(record, "healthCheckId")) return [inside, pass("outside")];
    return [
      inside,
      fail("has no check from outside: a region that users cannot reach stays in service", {
        key: "outside",
        input: "healthCheckId",
        related: balancers,
      }),
    ];
  },
});
