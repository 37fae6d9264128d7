import { withInputs } from "../../../../policies/change-sample";
import { healthCheckHitsItsRegion } from "../../../../policies/rules/edge/health-check-hits-its-region";
import { describeRule } from "../../support";

const alarm = (region: string) => ({ type: "CLOUDWATCH_METRIC", fqdn: undefined, cloudwatchAlarmRegion: region });

describeRule(healthCheckHitsItsRegion, {
  rows: [
    [
      "a check of another region",
      withInputs("check-us-east-1", { fqdn: "eu-west-1.example.com" }),
      "fail",
      /leads to us-east-1 .* in eu-west-1/,
    ],
    [
      "the name that it decides about",
      withInputs("check-us-east-1", { fqdn: "WWW.example.com" }),
      "fail",
      /the very name/,
    ],
    ["the balancer's own host name", withInputs("check-us-east-1", { fqdn: "x.us-east-1.elb.amazonaws.com" }), "pass"],
    ["an alarm of its region", withInputs("check-us-east-1", alarm("us-east-1")), "pass"],
    [
      "an alarm of another region",
      withInputs("check-us-east-1", alarm("eu-west-1")),
      "fail",
      /watches an alarm in eu-west-1/,
    ],
    [
      "an address that nobody knows",
      withInputs("check-us-east-1", { fqdn: undefined, ipAddress: "192.0.2.1" }),
      "unknown",
    ],
    [
      "a host outside",
      withInputs("check-us-east-1", { fqdn: "probe.example.net" }),
      "unknown",
      /where probe.example.net leads/,
    ],
    ["a check that was not read", withInputs("record-us-east-1", { healthCheckId: "abc" }), "unknown"],
    [
      "switches are no probes",
      [
        withInputs("check-us-east-1", { type: "RECOVERY_CONTROL" }),
        withInputs("check-eu-west-1", { type: "CALCULATED" }),
      ],
      "does not apply",
    ],
  ],
});
