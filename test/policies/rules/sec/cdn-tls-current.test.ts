import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { cdnTlsCurrent } from "../../../../policies/rules/sec/cdn-tls-current";
import { describeRule } from "../../support";

const certificate = (viewerCertificate: unknown) => withInputs("cdn", { viewerCertificate });
const least = (minimumProtocolVersion: unknown) => certificate({ acmCertificateArn: UNKNOWN, minimumProtocolVersion });

describeRule(cdnTlsCurrent, {
  rows: [
    ["nothing written", certificate(undefined), "fail", /CloudFront's own certificate/],
    ["CloudFront's certificate", certificate({ cloudfrontDefaultCertificate: true }), "fail", /own certificate/],
    ["TLS 1.0", least("TLSv1"), "fail", /takes TLSv1 from viewers/],
    ["TLS 1.1", least("TLSv1.1_2016"), "fail"],
    ["SSL 3", least("SSLv3"), "fail"],
    ["the first policy of TLS 1.2", least("TLSv1.2_2018"), "pass"],
    ["TLS 1.3", least("TLSv1.3_2025"), "pass"],
    ["a certificate of IAM's", certificate({ iamCertificateId: "a", minimumProtocolVersion: "TLSv1.2_2021" }), "pass"],
    ["a version that is not known", least(UNKNOWN), "unknown", /minimumProtocolVersion/],
    ["a certificate that is not known", certificate(UNKNOWN), "unknown", /viewerCertificate/],
    ["switched off", [certificate(undefined), withInputs("cdn", { enabled: false })], "does not apply"],
  ],
});
