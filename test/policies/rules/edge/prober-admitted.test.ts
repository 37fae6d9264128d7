import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { proberAdmitted } from "../../../../policies/rules/edge/prober-admitted";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const admit = (inputs: Readonly<Record<string, unknown>>) =>
  withInputs("from-anywhere", { cidrIpv4: undefined, ...inputs });
const cdn = (policy: string) =>
  withMore({
    type: TYPES.distribution,
    name: "cdn",
    inputs: {
      origins: [
        {
          domainName: "eu.example.com",
          customOriginConfig: { originProtocolPolicy: policy, httpPort: 80, httpsPort: 443 },
        },
      ],
    },
  });
const pool = withMore({
  type: TYPES.cloudflarePool,
  name: "pool",
  inputs: { origins: [{ address: "eu.example.com" }] },
});

const proxied = (on: boolean) =>
  withMore({
    type: TYPES.cloudflareRecord,
    name: "name",
    inputs: { name: "shop.example.org", type: "CNAME", content: "eu.example.com", proxied: on },
  });

describeRule(proberAdmitted, {
  rows: [
    ["another port", withInputs("from-anywhere", { fromPort: 80, toPort: 80 }), "fail", /on port 443/],
    ["the default port of plain HTTP", withInputs("check", { type: "HTTP", port: undefined }), "fail", /on port 80/],
    ["a name that Cloudflare stands before", [without("check"), proxied(true)], "pass"],
    [
      "some of Cloudflare's ranges only",
      [without("check"), proxied(true), admit({ cidrIpv4: "173.245.48.0/20" })],
      "fail",
      /all of Cloudflare/,
    ],
    [
      "a name that Cloudflare only answers",
      [without("check"), proxied(false), admit({ cidrIpv4: "173.245.48.0/20" })],
      "does not apply",
    ],
    ["some of the checkers only", admit({ cidrIpv4: "54.228.16.0/26" }), "fail", /all of Route 53's checkers/],
    [
      "inline",
      [
        without("from-anywhere"),
        withInputs("door", { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] }),
      ],
      "pass",
    ],
    [
      "the older companion resource",
      [
        without("from-anywhere"),
        withMore({
          type: TYPES.securityGroupRule,
          name: "older",
          inputs: {
            securityGroupId: ref("door"),
            type: "ingress",
            protocol: "-1",
            fromPort: 0,
            toPort: 0,
            cidrBlocks: ["0.0.0.0/0"],
          },
        }),
      ],
      "pass",
    ],
    ["a range that is not known", admit({ cidrIpv4: UNKNOWN }), "unknown"],
    [
      "a group that was not read",
      withInputs("balancer", { securityGroups: ["sg-1"] }),
      "unknown",
      /securityGroups of balancer/,
    ],
    ["an internal balancer is asked by nobody outside", withInputs("balancer", { internal: true }), "does not apply"],
    ["a host outside", withInputs("check", { fqdn: "www.example.net" }), "does not apply"],
    [
      "CloudFront through its prefix list",
      [without("check"), cdn("https-only"), admit({ prefixListId: "pl-4fa04526" })],
      "pass",
    ],
    [
      "CloudFront through another region's list",
      [without("check"), cdn("https-only"), admit({ prefixListId: "pl-3b927c52" })],
      "fail",
      /let CloudFront in/,
    ],
    ["CloudFront on the plain port", [cdn("http-only")], "fail", /on port 80/],
    [
      "Cloudflare through one range of many",
      [without("check"), pool, admit({ cidrIpv4: "173.245.48.0/20" })],
      "fail",
      /Cloudflare/,
    ],
    ["Cloudflare from anywhere", [without("check"), pool], "pass"],
  ],
});
