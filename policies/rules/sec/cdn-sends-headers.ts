import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.responseHeadersPolicy,
      name: "headers",
      inputs: { securityHeadersConfig: { contentTypeOptions: { override: true } } },
    },
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: { defaultCacheBehavior: { targetOriginId: "app", responseHeadersPolicyId: ref("headers") } },
    },
  ],
};

export const cdnSendsHeaders = rule({
  id: "sec/cdn-sends-headers",
  title: "A distribution sends security headers with its answers",
  scope: "stack",
  severity: perTier("info", "info", "warning", "warning"),
  why: "Without them browsers may be led to plain HTTP, guess types of uploads and show the site inside another's page; an origin that forgets them is not seen.",
  source:
    "CloudFront Developer Guide, understand response headers policies, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
  fix: "name a response headers policy with securityHeadersConfig, or AWS's own SecurityHeadersPolicy, in each cache behaviour",
  types: [TYPES.distribution, TYPES.responseHeadersPolicy],
  elsewhere: [{ tool: "checkov", id: "CKV2_AWS_32" }],
  example: {
    compliant,
    failing: changed(compliant, withInputs("cdn", { defaultCacheBehavior: { targetOriginId: "app" } })),
  },
  subjects: (world) => world.all(TYPES.distribution),
  judge(cdn, world): readonly Verdict[] | undefined {
    const behaviours = [
      "defaultCacheBehavior",
      ...world.list(cdn, "orderedCacheBehaviors").map((_, at) => `orderedCacheBehaviors[${at}]`),
    ].filter((at) => world.has(cdn, at));
    if (behaviours.length === 0) return undefined;
    return behaviours.map((at): Verdict => {
      // A function may set them as well.
      const functions = ["functionAssociations", "lambdaFunctionAssociations"];
      if (functions.some((input) => world.has(cdn, `${at}.${input}`))) return pass(at);
      if (world.has(cdn, `${at}.responseHeadersPolicyId`)) return pass(at);
      return fail(`adds no headers to answers of ${at}`, { key: at, input: at });
    });
  },
});
