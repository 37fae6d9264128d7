import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { certificateInRightRegion } from "../../../../policies/rules/edge/certificate-in-right-region";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/1";

describeRule(certificateInRightRegion, {
  rows: [
    [
      "a balancer's in another region",
      withResource("entry-certificate", { region: "us-east-1" }),
      "fail",
      /needs its certificate in eu-west-1, but it is in us-east-1/,
    ],
    ["the region as an input", withInputs("edge-certificate", { region: "eu-west-1" }), "fail", /us-east-1/],
    [
      "an ARN of another region",
      withInputs("cdn", { viewerCertificate: { acmCertificateArn: ARN } }),
      "fail",
      /in eu-west-1/,
    ],
    ["an ARN of its region", withInputs("https", { certificateArn: ARN }), "pass"],
    [
      "a certificate of IAM",
      withInputs("https", { certificateArn: "arn:aws:iam::111122223333:server-certificate/old" }),
      "pass",
    ],
    ["an ARN that is not known", withInputs("https", { certificateArn: UNKNOWN }), "unknown"],
    [
      "through its validation",
      [
        withMore({
          type: TYPES.certificateValidation,
          name: "issued",
          inputs: { certificateArn: ref("entry-certificate") },
        }),
        withInputs("https", { certificateArn: ref("issued") }),
      ],
      "pass",
    ],
    [
      "one more certificate of a listener",
      withMore({
        type: TYPES.listenerCertificate,
        name: "more",
        region: "eu-west-1",
        inputs: { certificateArn: ref("edge-certificate") },
      }),
      "fail",
      /in us-east-1/,
    ],
    [
      "none at all",
      [
        withInputs("cdn", { viewerCertificate: { cloudfrontDefaultCertificate: true } }),
        withInputs("https", { certificateArn: undefined }),
      ],
      "does not apply",
    ],
  ],
});
