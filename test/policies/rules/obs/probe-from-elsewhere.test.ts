import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { probeFromElsewhere } from "../../../../policies/rules/obs/probe-from-elsewhere";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const target = (value: unknown) => withInputs("buyer", { runConfig: { environmentVariables: { TARGET: value } } });
const check = (fqdn: string) => withMore({ type: TYPES.healthCheck, name: "check", inputs: { type: "HTTPS", fqdn } });

describeRule(probeFromElsewhere, {
  rows: [
    ["no canary", without("buyer"), "fail", /www\.example\.com is not probed from outside .*eu-west-1/],
    ["a canary of another name", target("https://shop.www.example.com"), "fail", /not probed/],
    [
      "a canary in a serving region",
      withResource("buyer", { region: "eu-west-1" }),
      "fail",
      /only probed from eu-west-1/,
    ],
    [
      "a canary where another region serves",
      withMore({ type: TYPES.loadBalancer, name: "entry-us", region: "us-east-1", inputs: {} }),
      "fail",
      /only probed from us-east-1/,
    ],
    ["a canary that is not started", withInputs("buyer", { startCanary: undefined }), "fail"],
    ["a canary that runs once", withInputs("buyer", { schedule: { expression: "rate(0 minute)" } }), "fail"],
    [
      "a canary without variables",
      withInputs("buyer", { runConfig: undefined }),
      "unknown",
      /which names buyer probes/,
    ],
    ["a health check on the name", [without("buyer"), check("www.example.com.")], "pass"],
    ["a health check on another name", [without("buyer"), check("eu.example.com")], "fail"],
    [
      "another service's monitors",
      [without("buyer"), withMore({ type: "datadog:index/syntheticsTest:SyntheticsTest", name: "t" })],
      "unknown",
      /datadog/,
    ],
    ["a balancer inside", withInputs("entry", { internal: true }), "does not apply"],
    ["a wildcard", withInputs("www", { name: "*.example.com" }), "does not apply"],
    ["a name that is not known", withInputs("www", { name: UNKNOWN }), "does not apply"],
    [
      "a private zone",
      [
        withMore({ type: TYPES.zone, name: "inside", inputs: { name: "example.com", vpcs: [{ vpcId: "vpc-1" }] } }),
        withInputs("www", { zoneId: ref("inside") }),
      ],
      "does not apply",
    ],
    [
      "an origin of a CDN",
      withMore({ type: TYPES.distribution, name: "cdn", inputs: { origins: [{ domainName: "www.example.com" }] } }),
      "does not apply",
    ],
    [
      "a name of several records that another record asks",
      [
        withInputs("www", { setIdentifier: "a", weightedRoutingPolicies: [{ weight: 1 }] }),
        withMore(
          {
            type: TYPES.record,
            name: "b",
            inputs: { name: "www.example.com", type: "A", aliases: [{ name: ref("entry") }] },
          },
          {
            type: TYPES.record,
            name: "outer",
            inputs: { name: "*.example.com", type: "A", aliases: [{ name: ref("b") }] },
          },
        ),
      ],
      "does not apply",
    ],
    [
      "a name at Cloudflare",
      withMore({
        type: TYPES.cloudflareRecord,
        name: "outer",
        inputs: { name: "shop.example.com", type: "CNAME", content: "www.example.com" },
      }),
      "fail",
      /^shop\.example\.com is not probed/,
    ],
    [
      "a balancer that was not read",
      [
        without("buyer", "entry"),
        withInputs("www", { aliases: [{ name: "dualstack.entry-1.eu-west-1.elb.amazonaws.com" }] }),
      ],
      "fail",
      /eu-west-1/,
    ],
  ],
});
